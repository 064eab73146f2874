using Kit.Models.Generation;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Fixtures;

/// <summary>Qwen2, Llama and Mistral against Hugging Face's numbers.</summary>
public sealed class TextFixtures
{
    public static TheoryData<string> Folders => FixtureFolders.Of("Qwen2ForCausalLM", "LlamaForCausalLM", "MistralForCausalLM");

    [Theory]
    [MemberData(nameof(Folders))]
    public void Logits_log_probabilities_loss_and_gradients(string folder)
    {
        if (folder == FixtureFolders.Absent) return;
        using var scope = NewDisposeScope();
        using var expected = Expected.In(folder);
        using var model = CausalLm.Load(folder, Placement.Cpu);
        var (ids, attended) = (expected["input.input_ids"], expected["input.attention_mask"]);
        var logits = model.Logits(ids, attended);
        expected.Near("expected.logits", logits, 2e-4);
        var next = ids.narrow(1, 1, ids.shape[1] - 1);
        var logp = logits.narrow(1, 0, next.shape[1]).log_softmax(-1).gather(-1, next.unsqueeze(-1)).squeeze(-1);
        expected.Near("expected.token_logps", logp, 2e-4);
        var scored = attended.narrow(1, 1, next.shape[1]);
        var loss = -(logp * scored).sum() / scored.sum();
        expected.Near("expected.loss", loss.view(1), 2e-4);
        loss.backward();
        expected.NearGradients(model);
    }

    /// <summary>The way that training takes: prompts with branches, the chunked head.</summary>
    [Theory]
    [MemberData(nameof(Folders))]
    public void Scored_states_give_the_same_log_probabilities_and_gradients(string folder)
    {
        if (folder == FixtureFolders.Absent) return;
        using var scope = NewDisposeScope();
        using var expected = Expected.In(folder);
        using var model = CausalLm.Load(folder, Placement.Cpu);
        var lines = Lines(expected);
        var layout = Layout.From([.. lines.Select(l => new Row(Prompt.Text(l[..1]), [new Branch(l[1..])]))], CPU);
        var logp = model.Head.Apply(model.States(layout), layout.Targets).LogProbability;
        var loss = -logp.mean();
        expected.Near("expected.loss", loss.view(1), 2e-4);
        loss.backward();
        expected.NearGradients(model);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Greedy_tokens(string folder)
    {
        if (folder == FixtureFolders.Absent) return;
        using var scope = NewDisposeScope();
        using var expected = Expected.In(folder);
        using var model = CausalLm.Load(folder, Placement.Cpu);
        var all = expected["expected.greedy"].data<long>().Select(i => (int)i).ToArray();
        var prompt = Lines(expected)[0][..5];
        var decoding = Decoding.Greedy.WithLimit(all.Length - 5);
        var answer = new TextGenerator(model, decoding).Answer([Prompt.Text(prompt)], model.NoVisual).Ids[0];
        Assert.Equal(all.Skip(5), answer);
    }

    /// <summary>The ids of every row without its padding.</summary>
    private static int[][] Lines(Expected expected)
    {
        var (ids, attended) = (expected["input.input_ids"], expected["input.attention_mask"]);
        return [.. Enumerable.Range(0, (int)ids.shape[0]).Select(n =>
            ids[n].masked_select(attended[n] != 0).data<long>().Select(i => (int)i).ToArray())];
    }
}
