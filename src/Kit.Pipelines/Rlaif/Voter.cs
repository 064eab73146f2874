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

    /// <summary>A model that is asked and whose word is not waited for: the answer to which it gives the larger
    /// probability has its vote, so no vote is lost to a third answer or to a stammer.</summary>
    /// <param name="role">Whose weights.</param>
    /// <param name="wording">What it is asked, with {first} and {second} for the two answers.</param>
    /// <param name="lead">Ballots → how much more probable the first answer is, nats.</param>
    public static Voter Measured(
        ModelRole role, Wording wording, Named<IReadOnlyList<Vote>, IReadOnlyList<double>> lead) =>
        new Weighed(role, wording, lead);

    /// <summary>The stage that writes a vote: <c>a</c> for what stands first, <c>b</c> for the second.</summary>
    internal abstract Stage.Score Cast(string into, string first, string second);

    private sealed record Spoken(Author Author, Ballot Ballot) : Voter
    {
        internal override Stage.Score Cast(string into, string first, string second) => new(into, Scorer.By(
            Author, Ballot.With(Ballot.Wording, first, second), Ballot.Reading, View.Clean, attempts: 1));
    }

    private sealed record Weighed(
        ModelRole Role, Wording Wording, Named<IReadOnlyList<Vote>, IReadOnlyList<double>> Lead) : Voter
    {
        internal override Stage.Score Cast(string into, string first, string second)
        {
            var words = Ballot.With(Wording, first, second);
            return new Stage.Score(into, Scorer.By(Role, Named.From(
                $"{Lead.Name}, {words.Digest}", (Measuring asked) => (IReadOnlyList<Datum>)
                [
                    .. Lead.Apply([.. asked.Drafts.Select(one =>
                        new Vote(one, words.Fill(one).User, one[first], one[second]))])
                        .Select(lead => Datum.From(lead > 0 ? "a" : "b")),
                ])));
        }
    }
}

/// <summary>One ballot.</summary>
/// <param name="Draft">What it is about.</param>
/// <param name="Words">As the judge is asked.</param>
/// <param name="First">The answer that stands first.</param>
/// <param name="Second">The other.</param>
public sealed record Vote(Draft Draft, string Words, string First, string Second);
