using Kit.Expressions;
using Kit.Models;
using Kit.Pairs;
using Kit.Torch.Heads;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Preference;

/// <summary>Evidence as it is defined: every answer in a sequence of its own, one after the other.</summary>
internal sealed class AnswersAlone(CausalLm model, Media.Typed media, PreferenceData data)
{
    private static readonly Slot[] Slots = [Slot.Chosen, Slot.Rejected];

    /// <summary>log π of the model as it stands, [B, T].</summary>
    public Tensor LogProbabilities(IReadOnlyList<int> order, Slot slot) =>
        Rows([.. order.Select(i => One(i, slot, [Quantity.PolicyLogp])[Quantity.PolicyLogp].detach())]);

    /// <summary>All that the objective reads.</summary>
    public IReadOnlyDictionary<Evidence, Tensor> Evidence(IReadOnlyList<int> order, Objective objective)
    {
        var asked = objective.Reads().Select(e => e.Quantity).Distinct().ToHashSet();
        var all = Slots.SelectMany(slot => order.SelectMany((pair, row) => One(pair, slot, asked)
            .Select(e => (One: e.Key.At(slot), Row: row, e.Value)))).ToLookup(e => e.One);
        return all.ToDictionary(e => e.Key, e => Rows([.. e.OrderBy(x => x.Row).Select(x => x.Value)]));
    }

    private Dictionary<Quantity, Tensor> One(int index, Slot slot, HashSet<Quantity> asked)
    {
        var pair = data.Pairs[index];
        var answer = slot == Slot.Chosen ? pair.Chosen : pair.Rejected;
        var layout = Layout.From([new Row(media.PromptOf(pair), [new Branch(answer.Ids)])], CPU);
        var hidden = model.call(media.VisualOf(pair), layout);
        var first = slot == Slot.Chosen ? 0 : pair.Chosen.Count;
        var reference = data.Reference.States([index]);
        var own = reference with { Hidden = reference.Hidden.narrow(0, first, answer.Count) };
        var known = Asked.LogProbability.With(own).Watching(Quantity.LogSquares);
        var values = model.Head.Apply(hidden, layout.Targets, known).Values.ToDictionary();
        values[Quantity.ReferenceLogp] = data.Reference.LogProbabilities([index]).narrow(0, first, answer.Count);
        values[Quantity.Mask] = Given(answer.Mask, hidden);
        values[Quantity.Span] = Given(answer.SpanMask, hidden);
        return values.Where(v => asked.Contains(v.Key)).ToDictionary();
    }

    private static Tensor Given(Sequence<int> ones, Tensor like) =>
        tensor(ones.Select(i => (float)i).ToArray()).to(like.dtype);

    private static Tensor Rows(Tensor[] rows)
    {
        var width = rows.Max(r => r.shape[0]);
        return stack([.. rows.Select(r => nn.functional.pad(r, [0, width - r.shape[0]]))]);
    }
}
