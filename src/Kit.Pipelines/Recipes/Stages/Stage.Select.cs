using System.Diagnostics.CodeAnalysis;
using Kit.Data.Storage;
using Kit.Pairs;

namespace Kit.Pipelines.Recipes;

public abstract partial record Stage
{
    /// <summary>Keeps some drafts; the others are dropped under their reasons.</summary>
    /// <param name="Name">Of the stage.</param>
    /// <param name="Criterion">The fate of a draft (<see cref="Recipes.Criterion"/>).</param>
    [SuppressMessage("Naming", "CA1716", Justification = "The pipeline's own term; F# and C# write it as it is.")]
    public sealed record Select(string Name, Named<Draft, Fate> Criterion) : Stage(Name)
    {
        internal override string Kind => "select";

        internal override IEnumerable<Component> Settings(Standing standing) => [new("criterion", Criterion.Name)];

        internal override Cost Price(int drafts, int clips) => Cost.None;

        internal override Work Open(Standing standing) =>
            new Work.Each(one => new Outcome(one, Criterion.Apply(one)));

        public override string ToString() => $"select {Name}: {Criterion}";
    }
}
