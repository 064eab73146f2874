using Kit.Data.Storage;
using Kit.Models.Generation;
using Kit.Pipelines.Rlaif;
using Kit.Pipelines.Shapes;
using Kit.Train.Rewards;
using Kit.Train.Rollouts;
using static TorchSharp.torch;

namespace Kit.Pipelines.Tests.Rlaif;

/// <summary>What a policy answers where it is measured.</summary>
public sealed class DrawSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-draw-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_question_is_answered_as_often_as_the_decoding_says_and_each_answer_has_its_score()
    {
        using var scope = NewDisposeScope();
        var lab = Given.Laboratory();
        var data = RlaifData.From(lab, RlaifQuestions.From(lab));
        var asked = data.Open.Tested.Take(6).Select(data.Ask).ToArray();
        using var policy = Given.Lora.Create(lab.Model.Language, 1, "policy");
        using var critic = Moved(lab);
        var (reward, trainer) = (new RewardModel(critic, []), Trainer(data));
        var drawn = trainer.Draw(asked, policy, Decoding.Sampled.WithLimit(5).WithSamples(3), reward);
        Assert.Equal(asked.SelectMany(one => Enumerable.Repeat(one.Id, 3)), drawn.Select(one => one.Question));
        Assert.All(drawn, one => Assert.InRange(one.Length, 1, 5));
        Assert.True(drawn.Select(one => one.Reward).Distinct().Count() > asked.Length, "answers to a question differ");
        foreach (var one in drawn)
            Assert.Equal(reward.Score([Reply.From(
                asked.Single(q => q.Id == one.Question), one.Written, trainer.Stop)])[0], one.Reward, 1e-5);
    }

    private RlaifTrainer Trainer(RlaifData data) => new(
        data.Lab.Model.Language, data.Lab.Model.Language, data.Media, [], Lab.Template.Stop(Lab.Tokenizer),
        new Cache(folder), new Progress<Advance>()) { Batch = 4 };

    /// <summary>A reward model that does not say 0 of everything.</summary>
    private static Critic Moved(Lab lab)
    {
        var critic = Critic.Create(lab.Model.Language, Given.Lora, 2, "reward");
        using var still = no_grad();
        critic.Head.parameters().First().copy_(linspace(-1, 1, lab.Model.Language.Config.HiddenSize));
        return critic;
    }
}
