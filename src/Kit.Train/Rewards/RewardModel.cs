using Kit.Expressions;
using Kit.Models;
using Kit.Pairs;
using Kit.Train.Preference;
using Kit.Train.Rollouts;
using static TorchSharp.torch;

namespace Kit.Train.Rewards;

/// <summary>r(x, y): a critic read at the last token of question, answer and rubric.</summary>
/// <remarks>VLM-RLAIF, Ahn et al. 2024 (arXiv:2402.03746), after Ouyang et al. 2022. Their sequences are padded on the
/// left so that position −1 is the last token; here the last token's state is taken wherever it lies, and both answers
/// of a pair share their question, which gives the same numbers.</remarks>
/// <param name="Critic">Adapters and head.</param>
/// <param name="Rubric">Ids behind every answer that ask for its quality; may be empty.</param>
public sealed record RewardModel(Critic Critic, Sequence<int> Rubric)
{
    private static readonly Slot[] Slots = [Slot.Chosen, Slot.Rejected];

    /// <summary>r of some answers.</summary>
    /// <param name="replies">Neighbours that answer one question share its prefix.</param>
    /// <param name="batch">Answers a pass.</param>
    public IReadOnlyList<double> Score(IReadOnlyList<Reply> replies, int batch = 32) =>
        [.. replies.Chunk(batch).SelectMany(part => Score(part))];

    /// <summary>r(chosen) − r(rejected) of some pairs.</summary>
    /// <param name="pairs">Labelled pairs.</param>
    /// <param name="media">What stands before their answers.</param>
    /// <param name="batch">Pairs a pass.</param>
    public IReadOnlyList<double> Margins(IReadOnlyList<EncodedPair> pairs, Media media, int batch = 16) =>
        [.. pairs.Chunk(batch).SelectMany(part => Margins(part, media))];

    /// <summary>The share of pairs whose chosen answer scores higher; a tie counts half. NaN without pairs.</summary>
    /// <remarks>Deviation: VLM-RLAIF's code counts a tie as the second output.</remarks>
    public double Accuracy(IReadOnlyList<EncodedPair> pairs, Media media) =>
        Margins(pairs, media).Select(margin => margin > 0 ? 1 : margin < 0 ? 0 : 0.5)
            .DefaultIfEmpty(double.NaN).Average();

    /// <summary><c>reward.head</c> and the mask of one token, [B, 1], of both answers of some pairs.</summary>
    internal IReadOnlyDictionary<Evidence, Tensor> Evidence(IReadOnlyList<EncodedPair> pairs, Media media)
    {
        var rows = pairs.Select(p => Whole(media.Prompt(p), [p.Chosen.Ids, p.Rejected.Ids]));
        var layout = Layout.From([.. rows], Critic.Model.Place.Device);
        var scores = Critic.Read(media.Visual(Critic.Model, pairs), layout).view(pairs.Count, 2);
        return Slots.SelectMany((slot, column) => new KeyValuePair<Evidence, Tensor>[]
        {
            new(Quantity.RewardHead.At(slot), scores.narrow(1, column, 1)),
            new(Quantity.Mask.At(slot), ones_like(scores.narrow(1, column, 1))),
        }).ToDictionary();
    }

    private double[] Score(Reply[] replies)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var rows = ReplyBatch.Questions(replies).ToArray();
        var layout = Layout.From(
            [.. rows.Select(r => Whole(r[0].Question.Prompt, r.Select(a => a.Ids)))],
            Critic.Model.Place.Device);
        return Numbers(Critic.Read(cat([.. rows.Select(r => r[0].Question.Visual)]), layout));
    }

    private double[] Margins(EncodedPair[] pairs, Media media)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var scores = Evidence(pairs, media);
        return Numbers(
            (scores[Quantity.RewardHead.At(Slot.Chosen)] - scores[Quantity.RewardHead.At(Slot.Rejected)]).flatten());
    }

    /// <summary>Answers and rubric behind a question, read at their ends.</summary>
    private Row Whole(Prompt prompt, IEnumerable<Sequence<int>> answers) =>
        new Row(prompt, [.. answers.Select(answer => new Branch([.. answer, .. Rubric]))]).AtEnd();

    private static double[] Numbers(Tensor scores) => scores.to(ScalarType.Float64).cpu().data<double>().ToArray();
}
