namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor maximum(Tensor other) => Aten.maximum.Run(this, other);
        public Tensor minimum(Tensor other) => Aten.minimum.Run(this, other);
        public Tensor fmax(Tensor other) => Aten.fmax.Run(this, other);
        public Tensor fmin(Tensor other) => Aten.fmin.Run(this, other);
        public Tensor atan2(Tensor other) => Aten.atan2.Run(this, other);
        public Tensor hypot(Tensor other) => Aten.hypot.Run(this, other);
        public Tensor copysign(Tensor other) => Aten.copysign_Tensor.Run(this, other);
        public Tensor logaddexp(Tensor other) => Aten.logaddexp.Run(this, other);
        public Tensor logaddexp2(Tensor other) => Aten.logaddexp2.Run(this, other);
        public Tensor xlogy(Tensor y) => Aten.xlogy_Tensor.Run(this, y);
        public Tensor xlogy(Scalar y) => Aten.xlogy_Scalar_Other.Run(this, y);
        public Tensor logit(double? eps = null) => Aten.logit.Run(this, eps);
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Aten.nan_to_num.Run(this, nan, posinf, neginf);
        public Tensor lerp(Tensor end, Tensor weight) => Aten.lerp_Tensor.Run(this, end, weight);
        public Tensor lerp_(Tensor end, Tensor weight) => Aten.lerp__Tensor.Mutate(this, this, end, weight);
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.addcmul.Run(this, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.addcmul_.Mutate(this, this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Aten.addcdiv.Run(this, tensor1, tensor2);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.addcdiv.Run(this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Aten.addcdiv_.Mutate(this, this, tensor1, tensor2);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.addcdiv_.Mutate(this, this, tensor1, tensor2, value);

        public Tensor logical_and(Tensor other) => Aten.logical_and.Run(this, other);
        public Tensor logical_or(Tensor other) => Aten.logical_or.Run(this, other);
        public Tensor logical_xor(Tensor other) => Aten.logical_xor.Run(this, other);
        public Tensor bitwise_and(Tensor other) => Aten.bitwise_and_Tensor.Run(this, other);
        public Tensor bitwise_or(Tensor other) => Aten.bitwise_or_Tensor.Run(this, other);
        public Tensor bitwise_xor(Tensor other) => Aten.bitwise_xor_Tensor.Run(this, other);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.softmax_int.Run(this, dim, dtype);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.log_softmax_int.Run(this, dim, dtype);
        public Tensor log_sigmoid() => Aten.log_sigmoid.Run(this);
        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.softplus.Run(this, beta, threshold);
        public Tensor gelu() => Aten.gelu.Run(this);
    }
}
