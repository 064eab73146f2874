namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Aten.matmul.Run(this, target);
        public Tensor mm(Tensor target) => Aten.mm.Run(this, target);
        public Tensor mv(Tensor target) => Aten.mv.Run(this, target);
        public Tensor bmm(Tensor batch2) => Aten.bmm.Run(this, batch2);
        public Tensor dot(Tensor target) => Aten.dot.Run(this, target);
        public Tensor outer(Tensor vec2) => Aten.outer.Run(this, vec2);
        public Tensor inner(Tensor vec2) => Aten.inner.Run(this, vec2);
        public Tensor kron(Tensor other) => Aten.kron.Run(this, other);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Aten.addmm.Run(this, mat1, mat2, (double)beta, (double)alpha);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Aten.baddbmm.Run(this, batch1, batch2, (double)beta, (double)alpha);

        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Aten.tensordot.Run(this, b, dims1, dims2);
    }
}
