using Kit.Data.Datasets;
using Kit.Evaluate;
using Kit.Pairs;
using Kit.Pipelines.Alignment;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Rlaif;

/// <summary>What a judge made of a checkpoint's answers.</summary>
/// <param name="Questions">Of the file, clips that do not decode among them.</param>
/// <param name="Answered">Whose two answers differ.</param>
/// <param name="Study">Ties, position bias, unreadable votes.</param>
/// <param name="Decided">Drafts with <c>a</c>, <c>b</c> and <c>preference</c>.</param>
/// <param name="Ledger">Every record of the file.</param>
internal sealed record CheckpointFeedback(
    Sequence<Draft> Questions, int Answered, FeedbackStudy Study, Sequence<Draft> Decided, Ledger Ledger)
{
    /// <summary>Runs the recipe's stages that do not stand yet.</summary>
    /// <param name="plan">Sizes and the judge.</param>
    /// <param name="weights">Digest of all that the checkpoint's words depend on.</param>
    /// <param name="assistant">The checkpoint.</param>
    /// <param name="folder">Holds the stages.</param>
    /// <param name="progress">Told of every draft.</param>
    /// <param name="cancellation">Stops between drafts.</param>
    public static async Task<CheckpointFeedback> RunAsync(
        CheckpointRlaifPlan plan, string weights, Assistant assistant, string folder, IProgress<Advance> progress,
        CancellationToken cancellation)
    {
        var media = new MediaFolder(plan.Videos);
        var file = QuestionFile.Read(plan.Data, media, plan.Most);
        var (feedback, judge) = Asked(plan, weights, assistant);
        var source = Source.From(file.Drafts, Recipes.Clips.From(media, plan.Frames));
        var answers = await feedback.Answers(AsSaid).With(Writable(assistant))
            .RunAsync(source, Path.Combine(folder, "answers"), progress, cancellation).ConfigureAwait(false);
        var answered = source.With(answers.Drafts);
        var place = Path.Combine(folder, FormattableString.Invariant($"votes-{plan.Parts}"));
        var votes = await feedback.Votes(judge).RunAsync(answered, place, progress, cancellation).ConfigureAwait(false);
        var decided = await feedback.Preferences(judge).RunAsync(answered, place, progress, cancellation)
            .ConfigureAwait(false);
        return new CheckpointFeedback(
            file.Drafts, answers.Drafts.Count,
            FeedbackStudy.From(votes.Drafts, answers.Drafts.Count, _ => Feedback.Tie), decided.Drafts,
            Whole(file, answers, decided));
    }

    /// <summary>Two answers are what was said, white space at their ends apart.</summary>
    private static Named<Draft, Draft> AsSaid => Named.From("as said, 1", (Draft one) =>
        one.With("says_a", one["a"].Trim()).With("says_b", one["b"].Trim()));

    /// <summary>Drops the drafts with an empty answer; one that the vocabulary cannot write again is a failure.
    /// </summary>
    private static Stage.Select Writable(Assistant assistant) => new("spoken", Named.From(
        "answers that can be read back, 1", (Draft one) =>
        {
            if (one["says_a"].Length == 0 || one["says_b"].Length == 0) return new Fate.Dropped(Reason.Unparsed);
            assistant.Template.Apply(assistant.Tokenizer, new Pair(
                one.Id, one.Clip, one[QuestionFile.Question], new Answer(one["a"]), new Answer(one["b"])));
            return (Fate)new Fate.Used();
        }));

    private static (Feedback Feedback, Voter Judge) Asked(CheckpointRlaifPlan plan, string weights, Assistant assistant)
    {
        var told = Generator.From(weights, assistant with { Decoding = plan.Telling, Seed = plan.Seed });
        var voter = plan.Judge is { } judge ? Voter.Asked(Author.From(judge), Ballot.Rubric)
            : Voter.Asked(Author.From(told), OneTurn(Ballot.Rubric));
        return (new Feedback(
            Author.From(Generator.From(weights, assistant with { Decoding = plan.Drawing, Seed = plan.Seed })),
            Author.From(told), plan.Parts, Describe: "Describe this video in detail."), voter);
    }

    /// <summary>Not every chat form has a place for a system prompt.</summary>
    private static Ballot OneTurn(Ballot ballot) =>
        ballot with { Wording = Wording.From($"{ballot.Wording.System}\n\n{ballot.Wording.User}") };

    private static Ledger Whole(QuestionFile file, RecipeResult answers, RecipeResult decided)
    {
        var judged = decided.Ledger.Entries.ToDictionary(entry => entry.Id, entry => entry.Fate);
        return answers.Ledger.Entries.Aggregate(file.Ledger, (ledger, entry) =>
            ledger.Add(entry.Id, judged.GetValueOrDefault(entry.Id, entry.Fate)));
    }
}
