using Kit.Torch.Heads;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Heads;

public sealed class ScalarHeadSpecs
{
    /// <summary>w = (1, −2), b = 0.5: (3, 1) → 1.5, (0, 2) → −3.5, (4, −1) → 6.5.</summary>
    [Fact]
    public void Numbers_worked_by_hand()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([1.5f, -3.5f, 6.5f], Head().call(States()).data<float>().ToArray());
    }

    /// <summary>∂ Σ_n n·s_n: to w Σ n·h_n = (15, 2), to b 6, to h_n n·w.</summary>
    [Fact]
    public void Gradients_worked_by_hand()
    {
        using var scope = NewDisposeScope();
        var (head, states) = (Head(), States().requires_grad_());
        (head.call(states) * tensor(new[] { 1f, 2, 3 })).sum().backward();
        Assert.Equal([15f, 2f], head.Weight.grad!.data<float>().ToArray());
        Assert.Equal([6f], head.Bias.grad!.data<float>().ToArray());
        Assert.Equal([1f, -2, 2, -4, 3, -6], states.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_fresh_head_says_nothing_in_float32_whatever_the_body_is()
    {
        using var scope = NewDisposeScope();
        using var head = new ScalarHead(2, Placement.Cpu.With(ScalarType.BFloat16));
        var said = head.call(States().to(ScalarType.BFloat16));
        Assert.Equal(ScalarType.Float32, said.dtype);
        Assert.Equal(0, said.abs().max().item<float>());
        using var wide = new ScalarHead(2, Placement.Cpu.With(ScalarType.Float64));
        Assert.Equal(ScalarType.Float64, wide.call(States().to(ScalarType.Float64)).dtype);
    }

    /// <summary>Rows: padded behind, padded in front, not padded.</summary>
    [Fact]
    public void The_last_true_token_is_found_on_either_side_of_padding()
    {
        using var scope = NewDisposeScope();
        var hidden = stack([States(), States(), States()]);
        var attended = tensor(new[] { 1L, 1, 0, 0, 0, 1, 1, 1, 1 }, [3, 3]);
        Assert.Equal([-3.5f, 6.5f, 6.5f], Head().Last(hidden, attended).data<float>().ToArray());
        Assert.Equal([1.5f, 6.5f, 6.5f], Head().Last(hidden,
            tensor(new[] { true, false, false, false, false, true, true, true, true }, [3, 3])).data<float>().ToArray());
    }

    [Fact]
    public void Only_the_last_true_token_is_pulled()
    {
        using var scope = NewDisposeScope();
        var hidden = States().unsqueeze(0).requires_grad_();
        Head().Last(hidden, tensor(new[] { 1L, 1, 0 }, [1, 3])).sum().backward();
        Assert.Equal([0f, 0, 1, -2, 0, 0], hidden.grad!.data<float>().ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var scope = NewDisposeScope();
        var hidden = stack([States(), States()]);
        Assert.Equal("sequence 1: expected one token or more, got padding alone. Drop the sample.",
            Assert.Throws<ArgumentException>(() => Head().Last(hidden, tensor(new[] { 1L, 0, 0, 0, 0, 0 }, [2, 3]))).Message);
        Assert.Equal("hidden states: expected [N, T, D] = [2, 2, 2], got [2, 3, 2]. "
            + "Give the states of the sequences that the mask is of.",
            Assert.Throws<ArgumentException>(() => Head().Last(hidden, ones([2, 2], dtype: ScalarType.Int64))).Message);
    }

    private static ScalarHead Head()
    {
        var head = new ScalarHead(2, Placement.Cpu);
        using var still = no_grad();
        head.Weight.copy_(tensor(new[] { 1f, -2 }, [1, 2]));
        head.Bias.fill_(0.5);
        return head;
    }

    private static Tensor States() => tensor(new[] { 3f, 1, 0, 2, 4, -1 }, [3, 2]);
}
