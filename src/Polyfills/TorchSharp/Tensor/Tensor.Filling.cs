namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor fill_(Scalar value) => Aten.fill__Scalar.Mutate(this, this, value);
        public Tensor zero_() => Aten.zero_.Mutate(this, this);
        public Tensor copy_(
            Tensor source, bool nonBlocking = false) =>
            Aten.copy_.Mutate(this, this, source, nonBlocking);
        public Tensor set_(Tensor source) => Aten.set__source_Tensor.Mutate(this, this, source);

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Aten.normal_.Mutate(this, this, mean, std, generator);

        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Aten.uniform_.Mutate(this, this, from, to, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) =>
            Aten.bernoulli__float.Mutate(this, this, p, generator);

        public Tensor bernoulli_(Tensor p, Generator? generator = null) =>
            Aten.bernoulli__Tensor.Mutate(this, this, p, generator);

        public Tensor bernoulli(Generator? generator = null) => Aten.bernoulli.Run(this, generator);

        public Tensor exponential_(double lambda = 1, Generator? generator = null) =>
            Aten.exponential_.Mutate(this, this, lambda, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Aten.multinomial.Run(this, num_samples, replacement, generator);

        public Tensor tril(long diagonal = 0) => Aten.tril.Run(this, diagonal);
        public Tensor tril_(long diagonal = 0) => Aten.tril_.Mutate(this, this, diagonal);
        public Tensor triu(long diagonal = 0) => Aten.triu.Run(this, diagonal);
        public Tensor triu_(long diagonal = 0) => Aten.triu_.Mutate(this, this, diagonal);
    }
}
