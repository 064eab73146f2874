using System.Globalization;
using static TorchSharp.torch;

namespace Kit.Report.Formatters;

/// <summary>A tensor by its shape, type and place, and its first numbers.</summary>
/// <remarks>Only the corner that is shown is copied to the host, whatever the size.</remarks>
internal static class TensorView
{
    private const int Rows = 6;
    private const int Columns = 8;

    public static View From(Tensor tensor)
    {
        if (tensor.IsInvalid) return View.Plain("tensor, disposed");
        var head = string.Create(CultureInfo.InvariantCulture,
            $"{tensor.dtype} [{string.Join(", ", tensor.shape)}] on {tensor.device}");
        if (tensor.device.type == TorchSharp.DeviceType.META || tensor.NumberOfElements == 0) return View.Plain(head);
        var corner = Corner(tensor);
        return View.From(Block.From(corner.Aggregate(
            Table.From(head, [Column.Words(""), .. corner[0].Select((_, i) => Column.Number($"{i}"))]),
            (table, row) => table.With([Cell.From($"{table.Rows.Count}"), .. row.Select(Cell.From)])) is var shown
            && Cut(tensor) ? shown.WithNote("The first numbers along each axis.") : shown));
    }

    private static bool Cut(Tensor tensor) =>
        tensor.NumberOfElements > Math.Min(Rows, Last(tensor, 2)) * Math.Min(Columns, Last(tensor, 1));

    private static long Last(Tensor tensor, int axis) => tensor.dim() < axis ? 1 : tensor.shape[^axis];

    private static double[][] Corner(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var view = tensor.detach();
        for (var axis = 0; axis < tensor.dim(); axis++)
            view = view.narrow(axis, 0, Math.Min(tensor.shape[axis], Most(tensor.dim() - axis)));
        double[] numbers = [.. view.cpu().to_type(ScalarType.Float64).contiguous().reshape(-1).data<double>()];
        return [.. numbers.Chunk((int)Math.Min(Columns, Last(tensor, 1)))];
    }

    private static long Most(long fromLast) => fromLast switch { 1 => Columns, 2 => Rows, _ => 1 };
}
