using Kit.Data.Storage;
using Kit.Pairs;

namespace Kit.Pipelines.Recipes;

public abstract partial record Stage
{
    /// <summary>Makes texts out of the texts of a draft.</summary>
    /// <param name="Name">Of the stage; the field where an author writes.</param>
    /// <param name="Rewriter">Who rewrites.</param>
    public sealed record Rewrite(string Name, Rewriter Rewriter) : Stage(Name)
    {
        internal override string Kind => "rewrite";

        internal override View? Seen => (Rewriter as Rewriter.Written)?.View;

        internal override IEnumerable<Component> Settings(Standing standing) => Rewriter switch
        {
            Rewriter.Rule rule => [new("rule", rule.Apply.Name)],
            Rewriter.Written written => written.Into(Name).Settings(standing),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        internal override Cost Price(int drafts, int clips) =>
            Rewriter is Rewriter.Written written ? written.Into(Name).Price(drafts, clips) : Cost.None;

        internal override Work Open(Standing standing) => Rewriter switch
        {
            Rewriter.Rule rule => new Work.Each(one => new Outcome(rule.Apply.Apply(one), new Fate.Used())),
            Rewriter.Written written => written.Into(Name).Open(standing),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        public override string ToString() => $"rewrite {Name}: {Rewriter}";
    }
}
