using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Rlaif;

/// <summary>Who says which of two answers is better.</summary>
public abstract record Voter
{
    private Voter() { }

    /// <summary>An author that says so in words; words that cannot be read are a failure.</summary>
    /// <param name="author">A model or an endpoint.</param>
    /// <param name="ballot">How it is asked.</param>
    public static Voter Asked(Author author, Ballot ballot) => new Spoken(author, ballot);

    /// <summary>A model that is asked and whose word is not waited for: the option to which it gives the larger
    /// probability has its vote, so no vote is lost to a third option or to a stammer.</summary>
    /// <param name="role">Whose weights.</param>
    /// <param name="ballot">How it is asked.</param>
    /// <param name="lead">Drafts with the words that each is asked → how much more probable the first option is, nats.
    /// </param>
    public static Voter Measured(
        ModelRole role, Ballot ballot, Named<IReadOnlyList<(Draft Draft, string Words)>, IReadOnlyList<double>> lead) =>
        new Weighed(role, ballot, lead);

    /// <summary>The stage that writes a vote: <c>a</c> for what stands first, <c>b</c> for the second.</summary>
    internal abstract Stage.Score Vote(string into, string first, string second);

    private sealed record Spoken(Author Author, Ballot Ballot) : Voter
    {
        internal override Stage.Score Vote(string into, string first, string second) => new(
            into, Scorer.By(Author, Ballot.With(first, second), Ballot.Reading, View.Clean, attempts: 1));
    }

    private sealed record Weighed(
        ModelRole Role, Ballot Ballot,
        Named<IReadOnlyList<(Draft Draft, string Words)>, IReadOnlyList<double>> Lead) : Voter
    {
        internal override Stage.Score Vote(string into, string first, string second)
        {
            var wording = Ballot.With(first, second);
            return new Stage.Score(into, Scorer.By(Role, Named.From(
                $"{Lead.Name}, {wording.Digest}", (Measuring asked) => (IReadOnlyList<Datum>)
                [
                    .. Lead.Apply([.. asked.Drafts.Select(one => (one, wording.Fill(one).User))])
                        .Select(lead => Datum.From(lead > 0 ? "a" : "b")),
                ])));
        }
    }
}
