using Kit.Data.Storage;
using Kit.Pairs;

namespace Kit.Pipelines.Recipes;

public abstract partial record Stage
{
    /// <summary>Writes a label or a number about every draft.</summary>
    /// <param name="Into">The field for it.</param>
    /// <param name="Scorer">Who scores.</param>
    public sealed record Score(string Into, Scorer Scorer) : Stage(Into)
    {
        internal override string Kind => "score";

        internal override View? Seen => (Scorer as Scorer.Judge)?.View;

        internal override IEnumerable<Component> Settings(Standing standing) => Scorer switch
        {
            Scorer.Rule rule => [new("rule", rule.Apply.Name)],
            Scorer.Judge judge => judge.Into(Into).Settings(standing),
            Scorer.Model model => [new("rule", model.Apply.Name), .. standing.Shown(model.Role)],
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        internal override Cost Price(int drafts, int clips) => Scorer switch
        {
            Scorer.Rule => Cost.None,
            Scorer.Judge judge => judge.Into(Into).Price(drafts, clips),
            Scorer.Model => new Cost(drafts, 0, clips),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        internal override Work Open(Standing standing) => Scorer switch
        {
            Scorer.Rule rule => new Work.Each(one => Written(one, rule.Apply.Apply(one))),
            Scorer.Judge judge => judge.Into(Into).Open(standing),
            Scorer.Model model => new Work.Batched(model.ClipsPerBatch, drafts =>
                [.. drafts.Zip(model.Apply.Apply(new Measuring(standing.Roles[model.Role], drafts, standing.Gallery)), Written)]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        private Outcome Written(Draft one, Datum value) => new(one.With(Into, value), new Fate.Used());

        public override string ToString() => $"score → {Into}: {Scorer}";
    }
}
