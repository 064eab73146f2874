namespace TorchSharp;

/// <summary>Scaled dot product attention by its definition, for a LibTorch that has no operator for it.</summary>
internal static class Attention
{
    public static torch.Tensor Run(
        torch.Tensor query, torch.Tensor key, torch.Tensor value, torch.Tensor? mask, double dropout, bool causal)
    {
        if (causal && mask is not null)
            throw new ArgumentException("Attention: expected a mask or is_casual, got both.", nameof(mask));
        using var scope = torch.NewDisposeScope();
        var scores = (query * (1 / Math.Sqrt(query.shape[^1]))).matmul(key.transpose(-2, -1));
        if (causal) mask = torch.ones_like(scores, torch.ScalarType.Bool).tril();
        if (mask is { dtype: torch.ScalarType.Bool })
            scores = scores.masked_fill(mask.logical_not(), double.NegativeInfinity);
        else if (mask is not null) scores = scores + mask;
        var weights = scores.softmax(-1);
        if (dropout > 0) weights = torch.nn.functional.dropout(weights, dropout);
        return weights.matmul(value).MoveToOuterDisposeScope();
    }
}
