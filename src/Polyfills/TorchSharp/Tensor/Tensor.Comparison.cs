namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator ==(Tensor left, Tensor right) => Aten.eq_Tensor.Run(left, right);
        public static Tensor operator ==(Tensor left, Scalar right) => Aten.eq_Scalar.Run(left, right);
        public static Tensor operator ==(Scalar left, Tensor right) => Aten.eq_Scalar.Run(right, left);
        public static Tensor operator !=(Tensor left, Tensor right) => Aten.ne_Tensor.Run(left, right);
        public static Tensor operator !=(Tensor left, Scalar right) => Aten.ne_Scalar.Run(left, right);
        public static Tensor operator !=(Scalar left, Tensor right) => Aten.ne_Scalar.Run(right, left);
        public static Tensor operator <(Tensor left, Tensor right) => Aten.lt_Tensor.Run(left, right);
        public static Tensor operator <(Tensor left, Scalar right) => Aten.lt_Scalar.Run(left, right);
        public static Tensor operator <(Scalar left, Tensor right) => Aten.gt_Scalar.Run(right, left);
        public static Tensor operator <=(Tensor left, Tensor right) => Aten.le_Tensor.Run(left, right);
        public static Tensor operator <=(Tensor left, Scalar right) => Aten.le_Scalar.Run(left, right);
        public static Tensor operator <=(Scalar left, Tensor right) => Aten.ge_Scalar.Run(right, left);
        public static Tensor operator >(Tensor left, Tensor right) => Aten.gt_Tensor.Run(left, right);
        public static Tensor operator >(Tensor left, Scalar right) => Aten.gt_Scalar.Run(left, right);
        public static Tensor operator >(Scalar left, Tensor right) => Aten.lt_Scalar.Run(right, left);
        public static Tensor operator >=(Tensor left, Tensor right) => Aten.ge_Tensor.Run(left, right);
        public static Tensor operator >=(Tensor left, Scalar right) => Aten.ge_Scalar.Run(left, right);
        public static Tensor operator >=(Scalar left, Tensor right) => Aten.le_Scalar.Run(right, left);

        public Tensor eq(Tensor target) => Aten.eq_Tensor.Run(this, target);
        public Tensor eq(Scalar target) => Aten.eq_Scalar.Run(this, target);
        public Tensor eq_(Tensor target) => Aten.eq__Tensor.Mutate(this, this, target);
        public Tensor eq_(Scalar target) => Aten.eq__Scalar.Mutate(this, this, target);
        public Tensor ne(Tensor target) => Aten.ne_Tensor.Run(this, target);
        public Tensor ne(Scalar target) => Aten.ne_Scalar.Run(this, target);
        public Tensor ne_(Tensor target) => Aten.ne__Tensor.Mutate(this, this, target);
        public Tensor ne_(Scalar target) => Aten.ne__Scalar.Mutate(this, this, target);
        public Tensor lt(Tensor target) => Aten.lt_Tensor.Run(this, target);
        public Tensor lt(Scalar target) => Aten.lt_Scalar.Run(this, target);
        public Tensor lt_(Tensor target) => Aten.lt__Tensor.Mutate(this, this, target);
        public Tensor lt_(Scalar target) => Aten.lt__Scalar.Mutate(this, this, target);
        public Tensor le(Tensor target) => Aten.le_Tensor.Run(this, target);
        public Tensor le(Scalar target) => Aten.le_Scalar.Run(this, target);
        public Tensor le_(Tensor target) => Aten.le__Tensor.Mutate(this, this, target);
        public Tensor le_(Scalar target) => Aten.le__Scalar.Mutate(this, this, target);
        public Tensor gt(Tensor target) => Aten.gt_Tensor.Run(this, target);
        public Tensor gt(Scalar target) => Aten.gt_Scalar.Run(this, target);
        public Tensor gt_(Tensor target) => Aten.gt__Tensor.Mutate(this, this, target);
        public Tensor gt_(Scalar target) => Aten.gt__Scalar.Mutate(this, this, target);
        public Tensor ge(Tensor target) => Aten.ge_Tensor.Run(this, target);
        public Tensor ge(Scalar target) => Aten.ge_Scalar.Run(this, target);
        public Tensor ge_(Tensor target) => Aten.ge__Tensor.Mutate(this, this, target);
        public Tensor ge_(Scalar target) => Aten.ge__Scalar.Mutate(this, this, target);

        public Tensor equal(Tensor target) => eq(target);

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Aten.isclose.Run(this, other, rtol, atol, nanEqual);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Aten.allclose.RunBool(this, target, rtol, atol, equal_nan);

        /// <summary>Same shape and same elements.</summary>
        public bool Equals(Tensor target) => target is not null && Aten.equal.RunBool(this, target);

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
