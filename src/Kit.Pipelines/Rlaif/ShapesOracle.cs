using Kit.Data.MovingShapes;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Rlaif;

/// <summary>What is true of the questions of MovingShapes, as a judge that is never wrong.</summary>
public sealed class ShapesOracle
{
    private readonly Dictionary<string, Question> questions;

    /// <param name="questions">Distinct ids.</param>
    public ShapesOracle(IEnumerable<Question> questions) => this.questions = questions.ToDictionary(q => q.Id);

    /// <summary>The question of a draft.</summary>
    public Question this[string id] => questions[id];

    /// <summary>1 for a right answer, else 0.</summary>
    public double Score(string id, string answer) =>
        Rule.Judge(questions[id], answer) == Verdict.Correct ? 1 : 0;

    /// <summary>The right one of a draft's two answers; a tie when both or neither are.</summary>
    public string Preference(Draft one) => Score(one.Id, one["a"]).CompareTo(Score(one.Id, one["b"])) switch
    {
        > 0 => Feedback.First,
        < 0 => Feedback.Second,
        _ => Feedback.Tie,
    };

    /// <summary>What the two answers say: the values that each names of the asked kinds, or the whole answer where it
    /// names none.</summary>
    public Named<Draft, Draft> Says => Named.From("values of the asked kinds, 4", (Draft one) => one
        .With("says_a", Values(one.Id, one["a"])).With("says_b", Values(one.Id, one["b"])));

    /// <summary>Drafts of some questions.</summary>
    public static Sequence<Draft> Drafts(IEnumerable<Question> questions) => Sequence.From(
        questions.Select(q => Draft.From(q.Id, q.ClipId, ("question", q.Text))));

    private string Values(string id, string answer)
    {
        var kinds = questions[id].Concepts.Select(c => c.Category).ToHashSet();
        string[] values = [.. Lexicon.Find(answer).Where(c => kinds.Contains(c.Category)).Select(c => c.Value)];
        return values.Length > 0 ? string.Join(' ', values) : answer;
    }
}
