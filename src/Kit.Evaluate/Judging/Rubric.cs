using Kit.Data.Storage;
using Kit.Evaluate.Benchmarks;

namespace Kit.Evaluate.Judging;

/// <summary>What a judge is asked, how its output is read, and how often it is asked.</summary>
/// <remarks>Deviation: the prompts are the kit's own wording of the published instructions; give the published text
/// with <see cref="With(string, string)"/> to compare with published numbers. Either way the text is part of the
/// protocol.</remarks>
/// <param name="System">The system prompt.</param>
/// <param name="User">With the fields {question}, {truth}, {answer}, {choices}; for two questions that are judged
/// together {question1}, {question2}, {answer1}, {answer2}.</param>
/// <param name="Reading">How the output is read.</param>
/// <param name="Attempts">Most requests for one answer.</param>
public sealed record Rubric(string System, string User, JudgeReading Reading, int Attempts)
{
    public Rubric With(string system, string user) => this with { System = system, User = user };

    public Rubric With(JudgeReading reading) => this with { Reading = reading };

    /// <summary>The rubric in one line, its prompts as a hash.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Reading}, at most {Attempts} requests, prompt {Prompts.Brief}");

    private Fingerprint Prompts => Fingerprint.From(("system", System), ("user", User));

    /// <summary>Asks until an output counts or the attempts are used up.</summary>
    /// <param name="judge">Who is asked.</param>
    /// <param name="group">The answers that are judged together: one, or the two of a consistency record.</param>
    /// <param name="cancellation">Stops between requests.</param>
    public async Task<Judgement> DecideAsync(
        Judge judge, IReadOnlyList<Mark> group, CancellationToken cancellation = default)
    {
        for (var attempt = 0; ; attempt++)
        {
            var reply = await judge.Ask(Request(group, attempt), cancellation).ConfigureAwait(false);
            var output = (reply as JudgeReply.Text)?.Output;
            var ruling = Reading.Apply(output, group[0].Item.Truth);
            if (ruling is not Ruling.AskAgain) return new Judgement(ruling, output, attempt + 1);
            if (attempt + 1 >= Attempts) return new Judgement(Reading.GiveUp, output, attempt + 1);
        }
    }

    /// <summary>The request for a group of answers.</summary>
    public JudgeRequest Request(IReadOnlyList<Mark> group, int attempt) =>
        new(group[0].Item.Group, System, Prompt.Fill(User, field => Value(group, field)), attempt);

    private static string? Value(IReadOnlyList<Mark> group, string field) => field switch
    {
        "question" or "question1" => group[0].Item.Question,
        "question2" => group[^1].Item.Question,
        "truth" => group[0].Item.Truth,
        "choices" => group[0].Item["choices"],
        "answer" or "answer1" => group[0].Answer ?? "",
        "answer2" => group[^1].Answer ?? "",
        _ => null,
    };
}
