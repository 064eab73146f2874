using Kit.Data.Storage;

namespace Kit.Pipelines.Recipes;

public abstract partial record Stage
{
    /// <summary>Asks for an answer to every draft.</summary>
    /// <param name="Into">The field for the answer.</param>
    /// <param name="Author">Who answers.</param>
    /// <param name="Wording">What is said.</param>
    /// <param name="View">What is shown.</param>
    /// <param name="Sample">Which of several drawn answers; two stages that differ in it alone give two answers.</param>
    public sealed record Generate(string Into, Author Author, Wording Wording, View View, int Sample = 0) : Stage(Into)
    {
        internal override string Kind => "generate";

        internal override View? Seen => View;

        internal override IEnumerable<Component> Settings(Standing standing) => Asking.Settings(standing);

        internal override Cost Price(int drafts, int clips) => Asking.Price(drafts, clips);

        internal override Work Open(Standing standing) => Asking.Open(standing);

        private Asking Asking => new(Into, Author, Wording, View, Reading.Whole, Attempts: 1, Sample);

        public override string ToString() => $"generate → {Into}: {Author}, {View}, {Wording}";
    }
}
