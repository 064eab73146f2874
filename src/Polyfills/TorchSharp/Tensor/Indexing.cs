namespace TorchSharp;

/// <summary>
/// PyTorch's indexing: numbers, slices, ellipses and new axes make a view; the index tensors, each at its axis of that
/// view, are then gathered or written at once.
/// </summary>
internal static class Indexing
{
    public static torch.Tensor Read(torch.Tensor source, torch.TensorIndex[] indices)
    {
        var (view, tensors, temporary) = View(source, indices);
        if (tensors.Length == 0) return view;
        var result = Aten.index_Tensor.Run(view, tensors);
        Free(temporary, keep: result);
        return result;
    }

    public static torch.Tensor Write(
        torch.Tensor target, torch.TensorIndex[] indices, torch.Tensor value, bool accumulate)
    {
        var (view, tensors, temporary) = View(target, indices);
        using var fitting = value.device_type == target.device_type || value.dim() == 0
            ? value.to(target.dtype)
            : value.to(target.dtype, target.device);
        if (tensors.Length > 0) Aten.index_put_.Mutate(view, view, tensors, fitting, accumulate);
        else if (accumulate) Aten.add__Tensor.Mutate(view, view, fitting);
        else Aten.copy_.Mutate(view, view, Fitted(fitting, view, temporary));
        Free(temporary, keep: target);
        return target;
    }

    /// <summary>Leading axes of size one of a value are dropped, as PyTorch does on assignment.</summary>
    private static torch.Tensor Fitted(torch.Tensor value, torch.Tensor view, List<torch.Tensor> temporary)
    {
        long[] shape = value.shape;
        int extra = shape.Length - (int)view.dim();
        if (extra <= 0 || shape.Take(extra).Any(size => size != 1)) return value;
        var fitted = value.reshape(shape[extra..]);
        temporary.Add(fitted);
        return fitted;
    }

    private static (torch.Tensor View, torch.Tensor?[] Tensors, List<torch.Tensor> Temporary) View(
        torch.Tensor source, torch.TensorIndex[] indices)
    {
        var temporary = new List<torch.Tensor>();
        var tensors = new List<torch.Tensor?>();
        var view = source.alias();
        int axis = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            temporary.Add(view);
            if (indices[i].Kind == torch.IndexKind.Ellipsis)
            {
                axis += (int)view.dim() - axis - Consumed(indices.AsSpan(i + 1));
                continue;
            }
            view = Apply(view, indices[i], ref axis, tensors, temporary);
        }
        temporary.Add(view);
        if (tensors.Count == 0) Free(temporary, keep: view);
        return (view, [.. tensors], temporary);
    }

    private static torch.Tensor Apply(
        torch.Tensor view, torch.TensorIndex index, ref int axis, List<torch.Tensor?> tensors,
        List<torch.Tensor> temporary)
    {
        switch (index.Kind)
        {
            case torch.IndexKind.Single:
                return view.select(axis, index.Start!.Value);
            case torch.IndexKind.Slice:
                return Aten.slice_Tensor.Run(view, axis++, index.Start, index.Stop, index.Step ?? 1);
            case torch.IndexKind.NewAxis:
                return view.unsqueeze(axis++);
            case torch.IndexKind.Bool:
                var flag = torch.full([1], index.Start!.Value, torch.ScalarType.Bool, view.device);
                temporary.Add(flag);
                Place(tensors, axis++, flag);
                return view.unsqueeze(axis - 1);
            case torch.IndexKind.Tensor when index.Index!.dim() == 0 && !IsMask(index):
                return view.select(axis, index.Index.ToScalar().ToInt64());
            default:
                Place(tensors, axis, index.Index!);
                axis += IsMask(index) ? (int)index.Index!.dim() : 1;
                return view;
        }
    }

    /// <summary>Leaves the axes before this one untouched; a mask takes one place for its several axes.</summary>
    private static void Place(List<torch.Tensor?> tensors, int axis, torch.Tensor index)
    {
        int covered = tensors.Sum(t => t is { dtype: torch.ScalarType.Bool } ? (int)t.dim() : 1);
        for (; covered < axis; covered++) tensors.Add(null);
        tensors.Add(index);
    }

    /// <summary>How many axes of the view the indices after an ellipsis use up.</summary>
    private static int Consumed(ReadOnlySpan<torch.TensorIndex> indices)
    {
        int axes = 0;
        foreach (var index in indices)
            axes += index.Kind switch
            {
                torch.IndexKind.NewAxis or torch.IndexKind.Bool or torch.IndexKind.Ellipsis => 0,
                torch.IndexKind.Tensor when IsMask(index) => (int)index.Index!.dim(),
                _ => 1,
            };
        return axes;
    }

    private static bool IsMask(torch.TensorIndex index) =>
        index.Index!.dtype is torch.ScalarType.Bool or torch.ScalarType.Byte;

    private static void Free(List<torch.Tensor> temporary, torch.Tensor keep)
    {
        foreach (var tensor in temporary)
            if (!ReferenceEquals(tensor, keep)) tensor.Dispose();
    }
}
