namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Aten.sum.Run(this, type);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.sum_dim_IntList.Run(this, dim, keepdim, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.sum_dim_IntList.Run(this, dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.sum_dim_IntList.Run(this, dim, keepdim, type);

        public Tensor mean() => Aten.mean.Run(this);
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Aten.mean_dim.Run(this, dimensions, keepdim, type);

        public Tensor prod(ScalarType? type = null) => Aten.prod.Run(this, type);
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.prod_dim_int.Run(this, dim, keepdim, type);

        public Tensor nansum() => Aten.nansum.Run(this);

        public Tensor var(bool unbiased = true) => Aten.var.Run(this, unbiased);
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Aten.var_dim.Run(this, dim, unbiased, keepdim), type);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Aten.var_dim.Run(this, dimensions, unbiased, keepdim), type);

        public Tensor std(bool unbiased = true) => Aten.std.Run(this, unbiased);
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Aten.std_dim.Run(this, dim, unbiased, keepdim), type);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Aten.std_dim.Run(this, dimensions, unbiased, keepdim), type);

        public Tensor norm(float p = 2) => Aten.norm_Scalar.Run(this, (double)p);
        public Tensor norm(int dim, bool keepdim = false, float p = 2) =>
            Aten.norm_ScalarOpt_dim.Run(this, (double)p, (long)dim, keepdim);

        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.logsumexp.Run(this, dim, keepdim);
        public Tensor any() => Aten.any.Run(this);
        public Tensor any(long dim, bool keepdim = false) => Aten.any_dim.Run(this, dim, keepdim);
        public Tensor all() => Aten.all.Run(this);
        public Tensor all(long dim, bool keepdim = false) => Aten.all_dim.Run(this, dim, keepdim);
        public Tensor count_nonzero(long[]? dims = null) =>
            dims is null ? Aten.count_nonzero.Run(this) : Aten.count_nonzero_dim_IntList.Run(this, dims);

        public Tensor trace() => Aten.trace.Run(this);
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.cumsum.Run(this, dim, type);
        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.cumprod.Run(this, dim, type);
        public Tensor logcumsumexp(long dim) => Aten.logcumsumexp.Run(this, dim);
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
            Aten.diff.Run(this, n, dim, prepend, append);

        private static Tensor Typed(Tensor result, ScalarType? type) =>
            type is { } wanted && wanted != result.dtype ? result.to(wanted, disposeAfter: true) : result;
    }
}
