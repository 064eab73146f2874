namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor max() => Aten.max.Run(this);
        public Tensor max(Tensor other) => Aten.max_other.Run(this, other);
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) =>
            Aten.max_dim.RunPair(this, dim, keepdim);
        public Tensor min() => Aten.min.Run(this);
        public Tensor min(Tensor other) => Aten.min_other.Run(this, other);
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) =>
            Aten.min_dim.RunPair(this, dim, keepdim);
        public Tensor amax(
            long[] dims, bool keepdim = false, Tensor? @out = null) =>
            Written(Aten.amax.Run(this, dims, keepdim), @out);
        public Tensor amax(params long[] dims) => Aten.amax.Run(this, dims);
        public Tensor amin(
            long[] dims, bool keepdim = false, Tensor? @out = null) =>
            Written(Aten.amin.Run(this, dims, keepdim), @out);
        public Tensor amin(params long[] dims) => Aten.amin.Run(this, dims);
        public Tensor argmax() => Aten.argmax.Run(this);
        public Tensor argmax(long dim, bool keepdim = false) => Aten.argmax.Run(this, dim, keepdim);
        public Tensor argmin() => Aten.argmin.Run(this);
        public Tensor argmin(long dim, bool keepdim = false) => Aten.argmin.Run(this, dim, keepdim);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Aten.topk.RunPair(this, (long)k, (long)dim, largest, sorted);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Aten.sort_stable.RunPair(this, stable, dim, descending);

        public Tensor argsort(long dim = -1, bool descending = false) => Aten.argsort.Run(this, dim, descending);
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) =>
            Aten.kthvalue.RunPair(this, k, dim ?? -1, keepdim);

        public Tensor median() => Aten.median.Run(this);
        public Tensor quantile(
            Tensor q, long dim = -1, bool keepdim = false) =>
            Aten.quantile.Run(this, q, dim, keepdim);
        public Tensor bincount(Tensor? weights, long minlength = 0) => Aten.bincount.Run(this, weights, minlength);
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Aten.isin_Tensor_Tensor.Run(this, test_elements, assumeUnique, invert);

        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var (output, inverse, counts) = dim is { } axis
                ? Aten.unique_dim.RunTriple(this, (long)axis, sorted, return_inverse, return_counts)
                : Aten._unique2.RunTriple(this, sorted, return_inverse, return_counts);
            return (output, Wanted(inverse, return_inverse), Wanted(counts, return_counts));
        }

        private static Tensor? Wanted(Tensor found, bool wanted)
        {
            if (wanted) return found;
            found.Dispose();
            return null;
        }

        private static Tensor Written(Tensor result, Tensor? target)
        {
            if (target is null) return result;
            using (result) return target.copy_(result);
        }
    }
}
