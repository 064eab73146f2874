using Kit.Data.MovingShapes;
using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Rlaif;
using Kit.Pipelines.Shapes;
using static TorchSharp.torch;

namespace Kit.Pipelines.Tests.Rlaif;

/// <summary>What a model thinks of answers, as a reward.</summary>
public sealed class LikelihoodSpecs
{
    [Fact]
    public void Each_answer_has_its_own_in_the_order_of_the_answers()
    {
        using var scope = NewDisposeScope();
        var data = Data();
        var questions = data.Open.Tested.Take(3).ToArray();
        (Question Question, Sequence<int> Ids)[] answers =
        [
            (questions[0], Ids("the shape is red .")), (questions[1], Ids("two .")), (questions[0], Ids("the red shape stays .")),
            (questions[2], Ids("the shape is red .")), (questions[1], Ids("the shape is red .")),
        ];
        var together = data.Likelihood(answers);
        Assert.Equal(answers.Length, together.Distinct().Count());
        Assert.All(together, one => Assert.True(one < 0));
        foreach (var (one, logp) in answers.Zip(together)) Assert.Equal(data.Likelihood([one])[0], logp, 1e-5);
    }

    /// <summary>A vote in the words of the question compares the same two numbers.</summary>
    [Fact]
    public void A_lead_is_the_difference_of_two()
    {
        using var scope = NewDisposeScope();
        var data = Data();
        var question = data.Open.Tested[0];
        var vote = new Vote(Draft.From(question.Id, question.ClipId), question.Text, "the shape is red .", "two .");
        var likelihood = data.Likelihood([(question, Ids(vote.First)), (question, Ids(vote.Second))]);
        Assert.Equal(likelihood[0] - likelihood[1], data.Lead([vote])[0], 1e-5);
    }

    private static RlaifData Data()
    {
        var lab = Given.Laboratory();
        return RlaifData.From(lab, RlaifQuestions.From(lab));
    }

    private static Sequence<int> Ids(string answer) => [.. Lab.Template.Answer(Lab.Tokenizer, new Answer(answer)).Ids];
}
