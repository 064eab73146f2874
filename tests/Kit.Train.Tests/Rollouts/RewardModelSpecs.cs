using Kit.Expressions;
using Kit.Models;
using Kit.Models.Generation;
using Kit.Torch.Layers;
using Kit.Train.Preference;
using Kit.Train.Rewards;
using Kit.Train.Rollouts;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Rollouts;

public sealed class RewardModelSpecs
{
    private static readonly Optimization Quick = new(2e-2, BatchSize: 5, Epochs: 12, new Schedule(Decay.Constant));

    [Fact]
    public void An_untrained_reward_model_says_0_and_a_trained_one_tells_the_pairs_apart()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var data = Given.Data(model);
        using var critic = Critic.Create(model.Language, Given.Lora, 1, "reward");
        var reward = new RewardModel(critic, [7, 8]);
        Assert.All(reward.Margins(data.Pairs, data.Media), margin => Assert.Equal(0, margin));
        Assert.Equal(0.5, reward.Accuracy(data.Pairs, data.Media));
        var told = new Told<PreferenceStep>();
        new RewardTraining(Papers.VlmRlaifReward, Quick, 1).Train(reward, data.Pairs, data.Media, told);
        Assert.Equal(Math.Log(2), told.Reports[0].Metrics["loss"], 6);
        Assert.True(told.Reports[^1].Metrics["loss"] < 0.2, $"{told.Reports[^1].Metrics["loss"]}");
        Assert.Equal(1, reward.Accuracy(data.Pairs, data.Media));
        Assert.Equal(0, reward.Accuracy([.. data.Pairs.Select(p => p.Swap())], data.Media));
        Assert.False(critic.Adapters.InPlace);
    }

    /// <summary>The state of the last token of question, answer and rubric, found the plain way.</summary>
    [Fact]
    public void It_reads_the_last_token_whatever_shares_the_pass()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = Given.Model();
        var data = Given.Data(model);
        using var critic = Critic.Create(model.Language, Given.Lora, 1, "reward");
        critic.Head.Weight.normal_(0, 1);
        critic.Head.Bias.fill_(0.25);
        var reward = new RewardModel(critic, [7, 8]);
        var margins = reward.Margins(data.Pairs, data.Media, batch: 3);
        for (var i = 0; i < data.Pairs.Count; i++)
            Assert.Equal(Alone(i, chosen: true) - Alone(i, chosen: false), margins[i], 4);

        double Alone(int i, bool chosen)
        {
            var pair = data.Pairs[i];
            int[] ids = [.. (chosen ? pair.Chosen : pair.Rejected).Ids, 7, 8];
            var row = new Row(data.Media.Prompt(pair), [new Branch([.. ids, 1])]);
            var layout = Layout.From([row], CPU);
            var states = model.Language.call(data.Media.Visual(model.Language, [pair]), layout);
            return critic.Head.call(states.narrow(0, ids.Length, 1)).item<float>();
        }
    }

    [Fact]
    public void A_value_model_starts_as_the_reward_model_and_goes_its_own_way()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var data = Given.Data(model);
        using var critic = Critic.Create(model.Language, Given.Lora, 1, "reward");
        new RewardTraining(Papers.VlmRlaifReward, Quick with { Epochs = 1 }, 1).Train(
            new RewardModel(critic, []), data.Pairs, data.Media, new Told<PreferenceStep>());
        using var value = critic.Copy("value");
        Assert.Equal(
            new RewardModel(critic, []).Margins(data.Pairs, data.Media),
            new RewardModel(value, []).Margins(data.Pairs, data.Media));
        using (no_grad()) value.Head.Weight.add_(1);
        Assert.NotEqual(
            new RewardModel(critic, []).Margins(data.Pairs, data.Media),
            new RewardModel(value, []).Margins(data.Pairs, data.Media));
    }

    [Fact]
    public void A_critic_is_read_back_as_it_was_written()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var data = Given.Data(model);
        using var critic = Critic.Create(model.Language, Given.Lora, 1, "reward");
        new RewardTraining(Papers.VlmRlaifReward, Quick with { Epochs = 1 }, 1).Train(
            new RewardModel(critic, []), data.Pairs, data.Media, new Told<PreferenceStep>());
        var folder = Directory.CreateTempSubdirectory("kit-critic-").FullName;
        try
        {
            critic.Save(folder);
            using var read = Critic.Load(folder, model.Language, "read");
            Assert.Equal(
                new RewardModel(critic, []).Margins(data.Pairs, data.Media),
                new RewardModel(read, []).Margins(data.Pairs, data.Media));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Answers_score_alike_alone_and_together()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = Given.Model();
        using var critic = Critic.Create(model.Language, Given.Lora, 1, "reward");
        critic.Head.Weight.normal_(0, 1);
        var reward = new RewardModel(critic, [7]);
        var asked = Rolling.Questions(model, 2);
        Reply[] replies =
        [
            Of(asked[0], [5, 6]), Of(asked[0], [9]), Of(asked[1], [5, 6]), Of(asked[0], [5, 6]),
        ];
        var together = reward.Score(replies);
        foreach (var (reply, score) in replies.Zip(together)) Assert.Equal(reward.Score([reply])[0], score, 4);
        Assert.Equal(together[0], together[3], 4);
        Assert.Equal(together, reward.Score(replies, batch: 1).Select(x => x), (a, b) => Math.Abs(a - b) < 1e-4);

        static Reply Of(RolloutQuestion question, Sequence<int> ids) =>
            Reply.From(question, new Written(ids, null, Ending.StopId), 2);
    }
}
