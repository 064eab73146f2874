using Kit.Data.MovingShapes;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Video;

namespace Kit.Evaluate.Tests.Shapes;

/// <summary>Answers of known habits, so that what is found about them is known.</summary>
public sealed class PlantedMistakesSpecs
{
    private static readonly World World = new(3);
    private static readonly Exam Exam = Exam.From(World, World.Clips(Split.Test, 60).Select(c =>
        new ClipFrames(c, new Frames(1, 1, new byte[3], [0.0]))));

    [Theory]
    [InlineData(Skill.Direction)]
    [InlineData(Skill.Speed)]
    public void Who_always_sees_never_falls(Skill skill)
    {
        var found = Found(skill, q => q.Concepts[^1].Value);
        Assert.Equal((1.0, 1.0), (found.Tempted.Accuracy, found.Others.Accuracy));
        Assert.Equal((0.0, 0.0), (found.Fell, found.Unprompted));
        Assert.Equal(Asked(skill).Count(), found.Tempted.Total + found.Others.Total);
        Assert.Equal(Asked(skill).Count(q => q.Tempting is not null), found.Tempted.Total);
    }

    [Theory]
    [InlineData(Skill.Direction)]
    [InlineData(Skill.Speed)]
    public void Who_follows_the_correlation_falls_wherever_it_tempts_and_nowhere_else(Skill skill)
    {
        var found = Found(skill, q => q.Tempting ?? q.Concepts[^1].Value);
        Assert.Equal((0.0, 1.0), (found.Tempted.Accuracy, found.Others.Accuracy));
        Assert.Equal((1.0, 0.0), (found.Fell, found.Unprompted));
    }

    [Fact]
    public void Who_always_says_left_names_it_as_often_unprompted()
    {
        var found = Found(Skill.Direction, _ => "to the left");
        var lures = Asked(Skill.Direction).Where(q => q.Tempting is not null).ToArray();
        var left = lures.Count(q => q.Tempting == "to the left") / (double)lures.Length;
        Assert.InRange(left, 0.2, 0.8);
        Assert.Equal((left, left), (found.Fell, found.Unprompted));
    }

    [Fact]
    public void Nothing_tempting_is_not_a_number()
    {
        var exam = new Exam([.. Exam.Papers.Where(p => p.Questions.All(q => q.Tempting is null))]);
        var found = PlantedMistakes.From(exam, Answered(exam, q => q.Answer), Skill.Direction);
        Assert.Equal(0, found.Tempted.Total);
        Assert.True(double.IsNaN(found.Fell) && double.IsNaN(found.Unprompted));
    }

    private static IEnumerable<Question> Asked(Skill skill) =>
        Exam.Papers.SelectMany(p => p.Questions).Where(q => q.Skill == skill);

    private static PlantedMistakes Found(Skill skill, Func<Question, string> says) =>
        PlantedMistakes.From(Exam, Answered(Exam, q => Written(q, says(q))), skill);

    /// <summary>The true answer with another last concept, and its letter in a choice.</summary>
    private static string Written(Question question, string value) => question.Form == Form.MultipleChoice
        ? question.Choices.FirstOrDefault(c => c.EndsWith($") {value}", StringComparison.Ordinal)) ?? $"( z ) {value}"
        : question.Answer.Replace(question.Concepts[^1].Value, value, StringComparison.Ordinal);

    private static ExamResult Answered(Exam exam, Func<Question, string> answer) => new(
        [.. exam.Papers.SelectMany(p => p.Questions.Select(q => new Outcome(
            q.Id, p.Clip, $"{q.Skill}", $"{q.Form}", q.Answer, answer(q), Rule.Judge(q, answer(q)))))], []);
}
