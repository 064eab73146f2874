using Kit.Models.Tests.Fixtures;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Models.Tests;

public sealed class ScalarLmSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-scalar-").FullName;
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Folders => FixtureFolders.Of("Qwen2ForCausalLM", "LlamaForCausalLM");

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_fresh_critic_says_nothing_of_every_scored_token()
    {
        using var model = new ScalarLm(Given.Model().Language);
        var layout = Layout.From([new Row(Prompt.Text([5, 6]), [new Branch([7, 8, 9]), new Branch([7])])], CPU);
        var values = model.call(model.Language.NoVisual, layout);
        Assert.Equal([4L], values.shape);
        Assert.Equal(0, values.abs().max().item<float>());
    }

    /// <summary>Padded in front, padded behind, laid out behind a shared prompt: the same token is read.</summary>
    [Fact]
    public void A_reward_is_that_of_the_last_true_token_however_the_sequence_is_given()
    {
        using var model = Noisy();
        int[] prompt = [5, 6, 7], one = [8, 9, 10], other = [11];
        var ids = tensor(new long[] { 5, 6, 7, 8, 9, 10, 0, 0, 5, 6, 7, 11 }, [2, 6]);
        var left = model.Last(ids, tensor(new long[] { 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1 }, [2, 6]));
        var right = model.Last(tensor(new long[] { 5, 6, 7, 8, 9, 10, 5, 6, 7, 11, 0, 0 }, [2, 6]),
            tensor(new long[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0 }, [2, 6]));
        var row = ScalarLm.AtEnd(new Row(Prompt.Text(prompt), [new Branch(one), new Branch(other)]));
        var shared = model.call(model.Language.NoVisual, Layout.From([row], CPU));
        Assert.True(left.allclose(right, 0, 1e-5));
        Assert.True(left.allclose(shared, 0, 1e-5));
        Assert.NotEqual(left[0].item<float>(), left[1].item<float>(), 1e-3);
    }

    [Fact]
    public void Values_stand_before_their_tokens()
    {
        using var model = Noisy();
        Tensor Values(int last) => model.call(model.Language.NoVisual,
            Layout.From([new Row(Prompt.Text([5, 6]), [new Branch([7, 8, last])])], CPU));
        Assert.True(Values(9).equal(Values(10)).all().item<bool>());
    }

    [Fact]
    public void Gradients_reach_head_and_decoder()
    {
        using var model = Noisy();
        model.Last(tensor(new long[] { 5, 6, 7 }, [1, 3]), ones([1, 3], dtype: ScalarType.Int64)).sum().backward();
        Assert.True(model.Score.Weight.grad!.abs().max().item<float>() > 0);
        Assert.Equal(1, model.Score.Bias.grad!.item<float>());
        Assert.True(model.Language.parameters().First().grad!.abs().max().item<float>() > 0);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void It_comes_back_from_its_folder(string original)
    {
        if (original == FixtureFolders.Absent) return;
        using var model = new ScalarLm(CausalLm.Load(original, Placement.Cpu));
        Disturb(model);
        model.Save(folder, original);
        using var again = ScalarLm.Load(folder, Placement.Cpu);
        var (ids, attended) = (tensor(new long[] { 5, 6, 7 }, [1, 3]), ones([1, 3], dtype: ScalarType.Int64));
        Assert.Equal(model.Last(ids, attended).item<float>(), again.Last(ids, attended).item<float>());
        Assert.Contains("score.weight is missing",
            Assert.Throws<InvalidDataException>(() => ScalarLm.Load(original, Placement.Cpu)).Message, StringComparison.Ordinal);
    }

    private static ScalarLm Noisy()
    {
        var model = new ScalarLm(Given.Model().Language);
        Disturb(model);
        return model;
    }

    private static void Disturb(ScalarLm model)
    {
        manual_seed(4);
        using var still = no_grad();
        model.Score.Weight.normal_(0, 1);
        model.Score.Bias.fill_(0.25);
    }
}
