using Kit.Expressions;
using Kit.Torch.Heads;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Heads;

/// <summary>The chunked head against the same mathematics written on whole [N, V] tensors and differentiated by
/// autograd.</summary>
public sealed class HeadSpecs
{
    public static TheoryData<int, ScalarType, double> Chunks
    {
        get
        {
            var data = new TheoryData<int, ScalarType, double>();
            foreach (var chunk in new[] { 1, 3, 100 })
            {
                data.Add(chunk, ScalarType.Float64, 1e-14);
                data.Add(chunk, ScalarType.Float32, 1e-6);
                data.Add(chunk, ScalarType.BFloat16, 1.0 / 64);
            }

            return data;
        }
    }

    /// <summary>Against float64 on the same rounded inputs. Logits of bfloat16 between 4 and 8 are rounded by 1/64 at
    /// most.</summary>
    [Theory]
    [MemberData(nameof(Chunks))]
    public void Chunks_change_neither_values_nor_gradients(int chunk, ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        var given = HeadInputs.Draw(7).As(type);
        var (plain, chunked) = (given.As(ScalarType.Float64).Plain(), given.Chunked(chunk));
        foreach (var (expected, got) in plain.Zip(chunked)) Near(expected, got, tolerance);
    }

    /// <summary>(L(x + ε) − L(x − ε)) / 2ε of every hidden state and weight.</summary>
    [Theory]
    [InlineData("policy.logp")]
    [InlineData("kl")]
    [InlineData("entropy")]
    [InlineData("policy.log_squares")]
    public void Gradients_are_finite_differences(string name)
    {
        using var scope = NewDisposeScope();
        const double epsilon = 1e-5;
        var given = HeadInputs.Draw(4).As(ScalarType.Float64);
        var quantity = HeadInputs.All.Single(q => q.Name == name);
        Tensor Loss() => (given.Weights * given.Ask(new Head(given.Weight, 3), [quantity]).Values[quantity]).sum();
        var gradients = autograd.grad([Loss()], [given.Hidden, given.Weight]);
        using var still = no_grad();
        foreach (var (leaf, gradient) in new[] { given.Hidden, given.Weight }.Zip(gradients))
            for (var i = 0; i < leaf.numel(); i++)
            {
                var place = leaf.view(-1).narrow(0, i, 1);
                double At(double shift)
                {
                    place.add_(shift);
                    var loss = Loss().item<double>();
                    place.sub_(shift);
                    return loss;
                }

                var expected = (At(epsilon) - At(-epsilon)) / (2 * epsilon);
                Assert.Equal(expected, gradient.view(-1)[i].item<double>(), 1e-8);
            }
    }

    /// <summary>z = (0, log 2, log 3) for y = 2: π = (1/6, 1/3, 1/2), π_ref uniform.</summary>
    [Fact]
    public void Numbers_worked_by_hand()
    {
        using var scope = NewDisposeScope();
        var z = tensor(new[] { 0, Math.Log(2), Math.Log(3) }, [3, 1]);
        var one = ones([1, 1], dtype: ScalarType.Float64);
        var reference = new ReferenceStates(zeros([1, 1], dtype: ScalarType.Float64), z);
        var said = new Head(z).Apply(one, tensor(new[] { 2L }), Asked.LogProbability.With(reference)
            .With(Quantity.Entropy).Watching(Quantity.LogSquares));
        Assert.Equal(Math.Log(0.5), said.LogProbability.item<double>(), 12);
        Assert.Equal((-Math.Log(3) - (Math.Log(1 / 6.0) + Math.Log(1 / 3.0) + Math.Log(0.5)) / 3), said.Kl!.item<double>(), 12);
        Assert.Equal(Math.Log(6) / 6 + Math.Log(3) / 3 + Math.Log(2) / 2, said.Entropy!.item<double>(), 12);
        Assert.Equal(Math.Log(1 / 36.0 + 1 / 9.0 + 1 / 4.0), said.LogSquares!.item<double>(), 12);
    }

    [Fact]
    public void What_is_not_asked_for_is_not_there()
    {
        using var scope = NewDisposeScope();
        var given = HeadInputs.Draw(5);
        var said = new Head(given.Weight).Apply(given.Hidden, given.Targets);
        Assert.Equal([Quantity.PolicyLogp], said.Values.Keys);
        Assert.Null(said.Kl);
        Assert.Null(said.Entropy);
        Assert.Null(said.LogSquares);
    }

    [Fact]
    public void What_is_only_watched_has_the_same_value_and_no_gradient()
    {
        using var scope = NewDisposeScope();
        var given = HeadInputs.Draw(5);
        var moved = given.Ask(new Head(given.Weight, 2), HeadInputs.All);
        var watched = new Head(given.Weight, 2).Apply(given.Hidden, given.Targets,
            Asked.LogProbability.Watching(given.Reference).Watching(Quantity.Entropy).Watching(Quantity.LogSquares));
        foreach (var (quantity, value) in watched.Values)
        {
            Assert.True(value.equal(moved.Values[quantity]).all().item<bool>(), quantity.Name);
            Assert.Equal(quantity == Quantity.PolicyLogp, value.requires_grad);
        }

        (watched.LogProbability + watched.Entropy! + watched.Kl!).sum().backward();
        var alone = HeadInputs.Draw(5);
        new Head(alone.Weight, 2).Apply(alone.Hidden, alone.Targets).LogProbability.sum().backward();
        Near(alone.Hidden.grad!, given.Hidden.grad!, 1e-6);
    }

    /// <summary>Evidence that the loss does not reach pulls nowhere, though it could.</summary>
    [Fact]
    public void What_the_loss_does_not_read_pulls_nowhere()
    {
        using var scope = NewDisposeScope();
        var (all, one) = (HeadInputs.Draw(5), HeadInputs.Draw(5));
        all.Ask(new Head(all.Weight, 2), HeadInputs.All).Entropy!.sum().backward();
        one.Ask(new Head(one.Weight, 2), [Quantity.Entropy]).Entropy!.sum().backward();
        Near(one.Hidden.grad!, all.Hidden.grad!, 1e-6);
        Near(one.Weight.grad!, all.Weight.grad!, 1e-6);
    }

    [Fact]
    public void Asking_twice_asks_once_and_a_gradient_wins()
    {
        var asked = Asked.LogProbability.Watching(Quantity.Entropy).With(Quantity.Entropy).Watching(Quantity.Entropy)
            .With(Quantity.PolicyLogp);
        Assert.Equal(new Asked([Quantity.PolicyLogp, Quantity.Entropy], [], null), asked);
    }

    [Fact]
    public void A_frozen_output_layer_gets_no_gradient()
    {
        using var scope = NewDisposeScope();
        var given = HeadInputs.Draw(7);
        given.Weight.requires_grad_(false);
        given.Ask(new Head(given.Weight, 3), HeadInputs.All).Values.Values.Aggregate((a, b) => a + b).sum().backward();
        Assert.Null(given.Weight.grad);
        Assert.NotNull(given.Hidden.grad);
    }

    [Fact]
    public void Kl_from_itself_is_zero_and_pulls_nowhere()
    {
        using var scope = NewDisposeScope();
        var given = HeadInputs.Draw(7);
        var same = new ReferenceStates(given.Hidden.detach(), given.Weight.detach());
        var kl = new Head(given.Weight, 3).Apply(given.Hidden, given.Targets, same).Kl!;
        Assert.True(kl.abs().max().item<float>() < 1e-6);
        kl.sum().backward();
        Assert.True(given.Hidden.grad!.abs().max().item<float>() < 1e-6);
    }

    [Fact]
    public void No_tokens_are_no_numbers()
    {
        using var scope = NewDisposeScope();
        var given = HeadInputs.Draw(0);
        var said = given.Ask(new Head(given.Weight), HeadInputs.All);
        Assert.All(said.Values.Values, v => Assert.Equal([0L], v.shape));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var scope = NewDisposeScope();
        var given = HeadInputs.Draw(3);
        var head = new Head(given.Weight);
        string Refused(Action call) => Assert.Throws<ArgumentException>(call).Message;
        Assert.Equal("hidden states: expected [N, D] = [3, 5], got [3, 4]. Select the states that predict the scored tokens.",
            Refused(() => head.Apply(zeros([3, 4]), given.Targets)));
        Assert.Equal("reference states: expected [N, D] = [3, 6], got [3, 5]. Select the states that predict the scored tokens.",
            Refused(() => head.Apply(given.Hidden, given.Targets, new ReferenceStates(zeros([3, 5]), zeros([11, 6])))));
        Assert.Equal("reference: expected a vocabulary of 11, got 12. Use a reference with the policy's.",
            Refused(() => head.Apply(given.Hidden, given.Targets, new ReferenceStates(zeros([3, 6]), zeros([12, 6])))));
        Assert.Equal("kl: expected the reference's states, got none. Keep them: ReferenceStates.",
            Refused(() => head.Apply(given.Hidden, given.Targets, Asked.LogProbability.With(Quantity.Kl))));
        Assert.Equal("head: expected policy.logp, kl, entropy, policy.log_squares, got value. "
            + "Ask whoever makes it: ScalarHead for values and rewards, the batch for what is given.",
            Refused(() => head.Apply(given.Hidden, given.Targets, Asked.LogProbability.With(Quantity.Value))));
    }

    /// <summary>Relative to the largest number, or to 1.</summary>
    private static void Near(Tensor expected, Tensor got, double tolerance)
    {
        var error = (expected.to(ScalarType.Float64) - got.to(ScalarType.Float64)).abs().max().item<double>();
        var scale = Math.Max(1, expected.to(ScalarType.Float64).abs().max().item<double>());
        Assert.True(error < tolerance * scale, $"expected at most {tolerance} of {scale}, got {error}");
    }
}
