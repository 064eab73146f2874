using Kit.Models;
using Kit.Train.Rewards;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Rollouts;

public sealed class CriticSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-critic-").FullName;
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();
    private readonly VideoLm model = Given.Model();

    public void Dispose()
    {
        model.Dispose();
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_fresh_critic_says_nothing_of_every_scored_token()
    {
        using var critic = Fresh();
        var values = Read(critic, new Row(Prompt.Text([5, 6]), [new Branch([7, 8, 9]), new Branch([7])]));
        Assert.Equal([4L], values.shape);
        Assert.Equal(0, values.abs().max().item<float>());
    }

    /// <summary>Padded in front, padded behind, laid out behind a shared prompt: the same token is read.</summary>
    [Fact]
    public void A_reward_is_that_of_the_last_true_token_however_the_sequence_is_given()
    {
        using var critic = Noisy();
        int[] prompt = [5, 6, 7], one = [8, 9, 10], other = [11];
        var ids = tensor(new long[] { 5, 6, 7, 8, 9, 10, 0, 0, 5, 6, 7, 11 }, [2, 6]);
        var left = critic.Last(ids, tensor(new long[] { 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1 }, [2, 6]));
        var right = critic.Last(tensor(new long[] { 5, 6, 7, 8, 9, 10, 5, 6, 7, 11, 0, 0 }, [2, 6]),
            tensor(new long[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0 }, [2, 6]));
        var shared = Read(critic, new Row(Prompt.Text(prompt), [new Branch(one), new Branch(other)]).AtEnd());
        Assert.True(left.allclose(right, 0, 1e-5));
        Assert.True(left.allclose(shared, 0, 1e-5));
        Assert.NotEqual(left[0].item<float>(), left[1].item<float>(), 1e-3);
    }

    [Fact]
    public void Values_stand_before_their_tokens()
    {
        using var critic = Noisy();
        Tensor Values(int last) => Read(critic, new Row(Prompt.Text([5, 6]), [new Branch([7, 8, last])]));
        Assert.True(Values(9).equal(Values(10)).all().item<bool>());
    }

    [Fact]
    public void Gradients_reach_head_and_adapters()
    {
        using var critic = Noisy();
        critic.Last(tensor(new long[] { 5, 6, 7 }, [1, 3]), ones([1, 3], dtype: ScalarType.Int64)).sum().backward();
        Assert.True(critic.Head.Weight.grad!.abs().max().item<float>() > 0);
        Assert.Equal(1, critic.Head.Bias.grad!.item<float>());
        Assert.Contains(critic.Adapters.Parameters, p => p.grad!.abs().max().item<float>() > 0);
        Assert.False(critic.Adapters.InPlace);
    }

    [Fact]
    public void It_comes_back_from_its_folder()
    {
        using var critic = Noisy();
        critic.Save(folder);
        using var again = Critic.Load(folder, model.Language, "again");
        var (ids, attended) = (tensor(new long[] { 5, 6, 7 }, [1, 3]), ones([1, 3], dtype: ScalarType.Int64));
        Assert.Equal(critic.Last(ids, attended).item<float>(), again.Last(ids, attended).item<float>());
        File.Delete(Path.Combine(folder, "head.safetensors"));
        Assert.Contains("head.safetensors", Assert.ThrowsAny<Exception>(
            () => Critic.Load(folder, model.Language, "headless")).Message, StringComparison.Ordinal);
    }

    private Tensor Read(Critic critic, Row row) =>
        critic.Read(model.Language.NoVisual, Layout.From([row], CPU));

    private Critic Fresh() => Critic.Create(model.Language, Given.Lora, 1, "critic");

    private Critic Noisy()
    {
        var critic = Fresh();
        manual_seed(4);
        using var still = no_grad();
        foreach (var parameter in critic.Adapters.Parameters) parameter.normal_(0, 0.3);
        critic.Head.Weight.normal_(0, 1);
        critic.Head.Bias.fill_(0.25);
        return critic;
    }
}
