using Kit.Data.Storage;
using Kit.Evaluate.Judging;
using Kit.Pairs;
using Kit.Video;

namespace Kit.Pipelines.Recipes;

/// <summary>Asks an author about drafts and writes what is read from its answers into a field.</summary>
/// <param name="Into">The field.</param>
/// <param name="Author">Who is asked.</param>
/// <param name="Wording">What is said.</param>
/// <param name="View">What is shown.</param>
/// <param name="Reading">How an answer is read.</param>
/// <param name="Attempts">Most requests for one draft.</param>
/// <param name="Sample">The first request's sample; later attempts are samples after it.</param>
internal sealed record Asking(
    string Into, Author Author, Wording Wording, View View, Reading Reading, int Attempts, int Sample)
{
    public IEnumerable<Component> Settings(Standing standing) =>
    [
        new("author", Author.Identity(standing.Roles)), new("prompt", Wording.Digest), new("reading", $"{Reading}"),
        new("attempts", FormattableString.Invariant($"{Attempts} from sample {Sample}")), .. standing.Shown(View),
    ];

    public Cost Price(int drafts, int clips) =>
        new(drafts, (long)drafts * Author.MaxTokens, View is View.Blind ? 0 : clips);

    public Work Open(Standing standing) => Author.Open(standing.Roles) switch
    {
        Generator.Apart apart => new Work.Apart(
            apart.Concurrency, (one, cancellation) => AskAsync(apart.Judge, one, standing.Gallery, cancellation)),
        Generator.Together together => new Work.Batched(
            together.ClipsPerBatch, drafts => Ask(together, drafts, standing.Gallery)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task<Outcome> AskAsync(Judge judge, Draft one, Gallery gallery, CancellationToken cancellation)
    {
        try
        {
            var (frames, said) = (gallery.Show(View, one.Clip), "");
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var request = Inquiry(one, frames, attempt).ToRequest();
                var reply = await judge.Ask(request, cancellation).ConfigureAwait(false);
                if (reply is JudgeReply.Failed failed) return Outcome.Failed(one, $"{Into}: {failed.Why}");
                said = ((JudgeReply.Text)reply).Output;
                if (Reading.Apply(said) is { } value) return Written(one, value);
            }

            return Unreadable(one, said);
        }
        catch (Exception refusal) when (Outcome.IsRefusal(refusal))
        {
            return Outcome.Failed(one, refusal.Message);
        }
    }

    /// <summary>All drafts of a batch; those whose answer cannot be read are asked again together.</summary>
    private Outcome[] Ask(Generator.Together author, IReadOnlyList<Draft> drafts, Gallery gallery)
    {
        var shown = new Dictionary<string, Frames?>();
        var outcomes = new Dictionary<string, Outcome>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var round = attempt;
            var open = drafts.Where(one => !outcomes.TryGetValue(one.Id, out var known) || IsUnread(known)).ToArray();
            if (open.Length == 0) break;
            var asked = open.Select(one => Prepared(one, gallery, shown, round)).ToArray();
            foreach (var refused in asked.OfType<Outcome>()) outcomes[refused.Draft.Id] = refused;
            var ready = open.Zip(asked).Where(two => two.Second is Inquiry).ToArray();
            foreach (var outcome in Answered(author, [.. ready.Select(two => (two.First, (Inquiry)two.Second))]))
                outcomes[outcome.Draft.Id] = outcome;
        }

        return [.. drafts.Select(one => outcomes[one.Id])];
    }

    /// <summary>The question of a draft, or its failure where the clip or a field is missing.</summary>
    private object Prepared(Draft one, Gallery gallery, Dictionary<string, Frames?> shown, int attempt)
    {
        try
        {
            if (!shown.TryGetValue(one.Clip, out var frames)) shown[one.Clip] = frames = gallery.Show(View, one.Clip);
            return Inquiry(one, frames, attempt);
        }
        catch (Exception refusal) when (Outcome.IsRefusal(refusal))
        {
            return Outcome.Failed(one, refusal.Message);
        }
    }

    /// <summary>Answers together; when that is refused, one by one, so that one draft does not take the others with it.
    /// </summary>
    private IEnumerable<Outcome> Answered(Generator.Together author, (Draft Draft, Inquiry Inquiry)[] asked)
    {
        if (asked.Length == 0) return [];
        try
        {
            return [.. asked.Zip(author.Answer([.. asked.Select(one => one.Inquiry)]), (one, said) => Read(one.Draft, said))];
        }
        catch (Exception refusal) when (Outcome.IsRefusal(refusal))
        {
            return asked.Length == 1
                ? [Outcome.Failed(asked[0].Draft, refusal.Message)]
                : asked.SelectMany(one => Answered(author, [one]));
        }
    }

    private Inquiry Inquiry(Draft one, Frames? frames, int attempt) =>
        new(one.Id, one.Clip, frames, Wording.Fill(one), Sample + attempt);

    private Outcome Read(Draft one, string said) =>
        Reading.Apply(said) is { } value ? Written(one, value) : Unreadable(one, said);

    private Outcome Written(Draft one, Datum value) => new(one.With(Into, value), new Fate.Used());

    private Outcome Unreadable(Draft one, string said) =>
        new(one, new Fate.Failed($"{Unread}{Reading}, got \"{Shortened(said)}\". Reword the prompt."));

    private string Unread => $"{Into}: expected {(Reading == Reading.Whole ? "an answer" : "an output to read")}: ";

    private bool IsUnread(Outcome outcome) =>
        outcome.Fate is Fate.Failed failed && failed.Error.StartsWith(Unread, StringComparison.Ordinal);

    private static string Shortened(string said)
    {
        var line = said.ReplaceLineEndings(" ");
        return line.Length <= 80 ? line : $"{line[..80]}…";
    }
}
