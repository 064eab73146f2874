namespace TorchSharp;

public static partial class torch
{
    /// <summary>One item of an index expression: a number, a slice, an ellipsis, a new axis, a tensor.</summary>
    public struct TensorIndex
    {
        private TensorIndex(IndexKind kind, long? start = null, long? stop = null, long? step = null,
            Tensor? tensor = null) =>
            (Kind, Start, Stop, Step, Index) = (kind, start, stop, step, tensor);

        internal IndexKind Kind { get; }

        /// <summary>First of a slice, or the number itself; negative counts from the end.</summary>
        internal long? Start { get; }

        internal long? Stop { get; }

        internal long? Step { get; }

        internal Tensor? Index { get; }

        public static readonly TensorIndex Ellipsis = new(IndexKind.Ellipsis);
        public static readonly TensorIndex None = new(IndexKind.NewAxis);
        public static readonly TensorIndex Null = new(IndexKind.NewAxis);
        public static readonly TensorIndex Colon = Slice();

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(IndexKind.Slice, start, stop, step);

        public static TensorIndex Slice((int?, int?) range) => Slice(range.Item1, range.Item2);

        public static TensorIndex Slice(Range range) => Slice(First(range.Start), Last(range.End));

        public static TensorIndex Bool(bool value) => new(IndexKind.Bool, value ? 1 : 0);

        public static TensorIndex Single(long? index) => new(IndexKind.Single, index);

        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Tensor, tensor: tensor);

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) =>
            Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>^0 is the end itself, which no negative number can name.</summary>
        private static long First(Index index) =>
            !index.IsFromEnd ? index.Value : index.Value == 0 ? long.MaxValue : -index.Value;

        private static long? Last(Index index) =>
            !index.IsFromEnd ? index.Value : index.Value == 0 ? null : -index.Value;
    }

    internal enum IndexKind
    {
        Single, Slice, Ellipsis, NewAxis, Bool, Tensor,
    }
}
