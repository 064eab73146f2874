namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => Aten.add_Tensor.Run(left, right);
        public static Tensor operator +(Tensor left, Scalar right) => Aten.add_Scalar.Run(left, right);
        public static Tensor operator +(Tensor left, double right) => Aten.add_Scalar.Run(left, right);
        public static Tensor operator +(Tensor left, float right) => Aten.add_Scalar.Run(left, right);
        public static Tensor operator +(Tensor left, int right) => Aten.add_Scalar.Run(left, right);
        public static Tensor operator +(Tensor left, long right) => Aten.add_Scalar.Run(left, right);
        public static Tensor operator +(Scalar left, Tensor right) => Aten.add_Scalar.Run(right, left);
        public static Tensor operator +(double left, Tensor right) => Aten.add_Scalar.Run(right, left);
        public static Tensor operator +(float left, Tensor right) => Aten.add_Scalar.Run(right, left);
        public static Tensor operator +(int left, Tensor right) => Aten.add_Scalar.Run(right, left);
        public static Tensor operator +(long left, Tensor right) => Aten.add_Scalar.Run(right, left);

        public static Tensor operator -(Tensor left, Tensor right) => Aten.sub_Tensor.Run(left, right);
        public static Tensor operator -(Tensor left, Scalar right) => Aten.sub_Scalar.Run(left, right);
        public static Tensor operator -(Tensor left, double right) => Aten.sub_Scalar.Run(left, right);
        public static Tensor operator -(Tensor left, float right) => Aten.sub_Scalar.Run(left, right);
        public static Tensor operator -(Tensor left, int right) => Aten.sub_Scalar.Run(left, right);
        public static Tensor operator -(Tensor left, long right) => Aten.sub_Scalar.Run(left, right);
        public static Tensor operator -(Scalar left, Tensor right) => Aten.rsub_Scalar.Run(right, left);
        public static Tensor operator -(double left, Tensor right) => Aten.rsub_Scalar.Run(right, left);
        public static Tensor operator -(float left, Tensor right) => Aten.rsub_Scalar.Run(right, left);
        public static Tensor operator -(int left, Tensor right) => Aten.rsub_Scalar.Run(right, left);
        public static Tensor operator -(long left, Tensor right) => Aten.rsub_Scalar.Run(right, left);

        public static Tensor operator *(Tensor left, Tensor right) => Aten.mul_Tensor.Run(left, right);
        public static Tensor operator *(Tensor left, Scalar right) => Aten.mul_Scalar.Run(left, right);
        public static Tensor operator *(Tensor left, double right) => Aten.mul_Scalar.Run(left, right);
        public static Tensor operator *(Tensor left, float right) => Aten.mul_Scalar.Run(left, right);
        public static Tensor operator *(Tensor left, int right) => Aten.mul_Scalar.Run(left, right);
        public static Tensor operator *(Tensor left, long right) => Aten.mul_Scalar.Run(left, right);
        public static Tensor operator *(Scalar left, Tensor right) => Aten.mul_Scalar.Run(right, left);
        public static Tensor operator *(double left, Tensor right) => Aten.mul_Scalar.Run(right, left);
        public static Tensor operator *(float left, Tensor right) => Aten.mul_Scalar.Run(right, left);
        public static Tensor operator *(int left, Tensor right) => Aten.mul_Scalar.Run(right, left);
        public static Tensor operator *(long left, Tensor right) => Aten.mul_Scalar.Run(right, left);

        public static Tensor operator /(Tensor left, Tensor right) => Aten.div_Tensor.Run(left, right);
        public static Tensor operator /(Tensor left, Scalar right) => Aten.div_Scalar.Run(left, right);
        public static Tensor operator /(Tensor left, double right) => Aten.div_Scalar.Run(left, right);
        public static Tensor operator /(Tensor left, float right) => Aten.div_Scalar.Run(left, right);
        public static Tensor operator /(Tensor left, int right) => Aten.div_Scalar.Run(left, right);
        public static Tensor operator /(Tensor left, long right) => Aten.div_Scalar.Run(left, right);
        public static Tensor operator /(Scalar left, Tensor right) => Reciprocal(right, left);
        public static Tensor operator /(double left, Tensor right) => Reciprocal(right, left);
        public static Tensor operator /(float left, Tensor right) => Reciprocal(right, left);
        public static Tensor operator /(int left, Tensor right) => Reciprocal(right, left);
        public static Tensor operator /(long left, Tensor right) => Reciprocal(right, left);

        public static Tensor operator %(Tensor left, Tensor right) => Aten.remainder_Tensor.Run(left, right);
        public static Tensor operator %(Tensor left, Scalar right) => Aten.remainder_Scalar.Run(left, right);
        public static Tensor operator %(Tensor left, double right) => Aten.remainder_Scalar.Run(left, right);
        public static Tensor operator %(Tensor left, float right) => Aten.remainder_Scalar.Run(left, right);
        public static Tensor operator %(Tensor left, int right) => Aten.remainder_Scalar.Run(left, right);
        public static Tensor operator %(Tensor left, long right) => Aten.remainder_Scalar.Run(left, right);

        public static Tensor operator -(Tensor tensor) => Aten.neg.Run(tensor);

        public static Tensor operator ~(Tensor left) => Aten.bitwise_not.Run(left);
        public static Tensor operator &(Tensor left, Tensor right) => Aten.bitwise_and_Tensor.Run(left, right);
        public static Tensor operator |(Tensor left, Tensor right) => Aten.bitwise_or_Tensor.Run(left, right);
        public static Tensor operator ^(Tensor left, Tensor right) => Aten.bitwise_xor_Tensor.Run(left, right);

        /// <summary>A number over a tensor.</summary>
        private static Tensor Reciprocal(Tensor right, Arg left)
        {
            using var inverse = Aten.reciprocal.Run(right);
            return Aten.mul_Scalar.Run(inverse, left);
        }
    }
}
