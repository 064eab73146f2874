namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Aten.add_Tensor.Run(this, target);
        public Tensor add(Scalar scalar) => Aten.add_Scalar.Run(this, scalar);
        public Tensor add_(Tensor target) => Aten.add__Tensor.Mutate(this, this, target);
        public Tensor add_(Scalar scalar) => Aten.add__Scalar.Mutate(this, this, scalar);
        public Tensor add(Tensor target, Scalar alpha) => Aten.add_Tensor.Run(this, target, alpha);
        public Tensor add(Scalar scalar, Scalar alpha) => Aten.add_Scalar.Run(this, scalar, alpha);
        public Tensor add_(Tensor target, Scalar alpha) => Aten.add__Tensor.Mutate(this, this, target, alpha);
        public Tensor add_(Scalar scalar, Scalar alpha) => Aten.add__Scalar.Mutate(this, this, scalar, alpha);
        public Tensor sub(Tensor target) => Aten.sub_Tensor.Run(this, target);
        public Tensor sub(Scalar target) => Aten.sub_Scalar.Run(this, target);
        public Tensor sub_(Tensor target) => Aten.sub__Tensor.Mutate(this, this, target);
        public Tensor sub_(Scalar target) => Aten.sub__Scalar.Mutate(this, this, target);
        public Tensor mul(Tensor target) => Aten.mul_Tensor.Run(this, target);
        public Tensor mul(Scalar target) => Aten.mul_Scalar.Run(this, target);
        public Tensor mul_(Tensor target) => Aten.mul__Tensor.Mutate(this, this, target);
        public Tensor mul_(Scalar target) => Aten.mul__Scalar.Mutate(this, this, target);
        public Tensor remainder(Tensor target) => Aten.remainder_Tensor.Run(this, target);
        public Tensor remainder(Scalar scalar) => Aten.remainder_Scalar.Run(this, scalar);
        public Tensor remainder_(Tensor target) => Aten.remainder__Tensor.Mutate(this, this, target);
        public Tensor remainder_(Scalar scalar) => Aten.remainder__Scalar.Mutate(this, this, scalar);
        public Tensor fmod(Tensor target) => Aten.fmod_Tensor.Run(this, target);
        public Tensor fmod(Scalar scalar) => Aten.fmod_Scalar.Run(this, scalar);
        public Tensor fmod_(Tensor target) => Aten.fmod__Tensor.Mutate(this, this, target);
        public Tensor fmod_(Scalar scalar) => Aten.fmod__Scalar.Mutate(this, this, scalar);
        public Tensor pow(Tensor exponent) => Aten.pow_Tensor_Tensor.Run(this, exponent);
        public Tensor pow(Scalar exponent) => Aten.pow_Tensor_Scalar.Run(this, exponent);
        public Tensor pow_(Tensor exponent) => Aten.pow__Tensor.Mutate(this, this, exponent);
        public Tensor pow_(Scalar exponent) => Aten.pow__Scalar.Mutate(this, this, exponent);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.div_Tensor_mode.Run(this, target, Mode(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.div_Scalar_mode.Run(this, target, Mode(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.div__Tensor_mode.Mutate(this, this, target, Mode(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.div__Scalar_mode.Mutate(this, this, target, Mode(rounding_mode));

        public Tensor floor_divide(Tensor other) => Aten.floor_divide.Run(this, other);
        public Tensor floor_divide(Scalar other) => Aten.floor_divide_Scalar.Run(this, other);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.clamp.Run(this, min, max);
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.clamp_Tensor.Run(this, min, max);
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.clamp_.Mutate(this, this, min, max);
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Aten.clamp__Tensor.Mutate(this, this, min, max);
        public Tensor clamp_min(Scalar min) => Aten.clamp_min.Run(this, min);
        public Tensor clamp_min_(Scalar min) => Aten.clamp_min_.Mutate(this, this, min);
        public Tensor clamp_max(Scalar max) => Aten.clamp_max.Run(this, max);
        public Tensor clamp_max_(Scalar max) => Aten.clamp_max_.Mutate(this, this, max);
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor round(long decimals = 0) => Aten.round_decimals.Run(this, decimals);
        public Tensor round_(long decimals = 0) => Aten.round__decimals.Mutate(this, this, decimals);

        private static string? Mode(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();
    }
}
