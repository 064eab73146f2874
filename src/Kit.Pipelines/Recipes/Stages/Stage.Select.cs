using System.Diagnostics.CodeAnalysis;
using Kit.Data.Storage;
using Kit.Pairs;

namespace Kit.Pipelines.Recipes;

public abstract partial record Stage
{
    /// <summary>Keeps some drafts; the others are dropped under their reasons.</summary>
    [SuppressMessage("Naming", "CA1716", Justification = "The pipeline's own term; F# and C# write it as it is.")]
    public sealed record Select : Stage
    {
        /// <summary>Draft by draft.</summary>
        /// <param name="name">Of the stage.</param>
        /// <param name="criterion">The fate of a draft (<see cref="Criterion"/>).</param>
        public Select(string name, Named<Draft, Fate> criterion) : this(name, Selection.Each(criterion)) { }

        private Select(string name, Selection selection) : base(name) => Selection = selection;

        /// <summary>Which ones.</summary>
        public Selection Selection { get; }

        /// <summary>By any selection, such as <see cref="Selection.Balanced"/>.</summary>
        /// <param name="name">Of the stage.</param>
        /// <param name="selection">Which ones.</param>
        public static Select By(string name, Selection selection) => new(name, selection);

        internal override string Kind => "select";

        internal override IEnumerable<Component> Settings(Standing standing) => [new("criterion", $"{Selection}")];

        internal override Cost Price(int drafts, int clips) => Cost.None;

        internal override Work Open(Standing standing) => Selection.Work;

        public override string ToString() => $"select {Name}: {Selection}";
    }
}
