using Kit.Pipelines.Alignment;
using Kit.Torch.Layers;
using Kit.Train;

namespace Kit.Report.Runs;

/// <summary>A run card as a document.</summary>
public static class RunCardReport
{
    private const int Digits = 16;

    public static Document From(RunCard card) => Document
        .From("Run card", Subtitle(card))
        .With([.. Blocks(card)]);

    /// <summary>The card's sections, for a page that goes on behind them.</summary>
    internal static IEnumerable<Block> Blocks(RunCard card) =>
    [
        new Block.Heading("Loss"), .. Loss(card),
        new Block.Heading("Settings"), new Block.KeyValues([.. Settings(card)]),
        new Block.Heading("Data"), new Block.KeyValues([.. Data(card)]), new Block.Code(card.Ledger.ToTable()),
        new Block.Heading("Prediction"), new Block.KeyValues([.. Prediction(card.Forecast)]),
        new Block.Heading("Identity"), new Block.KeyValues([.. Identity(card)]),
        new Block.Heading($"First pair, {card.First.Id}"), .. First(card.First),
    ];

    private static string Subtitle(RunCard card) => $"{Name(card.Plan.Model)}, " + FormattableString.Invariant(
        $"{card.Length.Pairs} pairs about {card.Length.Clips} clips, {card.Length.Steps} steps");

    private static IEnumerable<Block> Loss(RunCard card) =>
    [
        new Block.Code($"L = {card.Plan.Objective}"), new Block.Code(card.Plan.Objective.ToCode(), "csharp"),
        .. card.Remarks.Select(remark => new Block.Paragraph(remark)),
    ];

    private static IEnumerable<KeyValue> Settings(RunCard card)
    {
        var (plan, optimization, adapters) = (card.Plan, card.Plan.Optimization, card.Adapters);
        return
        [
            new("model", plan.Model),
            new("adapters", plan.Start is Start.Adapter(var folder)
                ? $"{folder}, trained on: {Adapters(adapters.Lora)}" : Adapters(adapters.Lora)),
            new("trainable", $"{Amounts.Count(adapters.Moved, "")} of "
                + $"{Amounts.Count(adapters.Moved + adapters.Frozen, "")} weights, {Amounts.Share(adapters.Share)}"),
            new("reference", $"the model {(plan.Start is Start.Adapter ? "with these" : "without")} adapters"),
            new("optimiser", FormattableString.Invariant($"AdamW, β {optimization.Beta1} and {optimization.Beta2}, ")
                + FormattableString.Invariant($"ε {Small(optimization.Epsilon)}, decay {optimization.WeightDecay}, ")
                + FormattableString.Invariant($"gradient norm at most {optimization.MaxGradNorm}")),
            new("rate", $"{Small(optimization.LearningRate)} at its peak, {Schedule(optimization.Schedule)}"),
            new("batch", FormattableString.Invariant($"{optimization.BatchSize} pairs, {optimization.Epochs} epochs, ")
                + FormattableString.Invariant($"{card.Length.Steps} steps, seed {plan.Seed}, ")
                + $"order {optimization.Order}"),
            new("device", $"{plan.Place.Device}, {plan.Place.Dtype}, activations {plan.Activations}"),
        ];
    }

    private static string Adapters(Lora lora) => FormattableString.Invariant($"LoRA, r {lora.Rank}, α {lora.Alpha}")
        + (lora.Scaling == Scaling.ByRootOfRank ? " by √r" : "")
        + (lora.Dropout > 0 ? FormattableString.Invariant($", dropout {lora.Dropout}") : "")
        + $", on {(lora.Targets is Targets.Named(var names) ? string.Join(", ", names) : $"{lora.Targets}")}"
        + (lora.ModulesToSave.Count > 0 ? $", whole: {string.Join(", ", lora.ModulesToSave)}" : "");

    private static string Small(double value) => Numbers.Significant(value, 6);

    private static string Schedule(Schedule schedule) => FormattableString.Invariant(
        $"warm-up over {100 * schedule.WarmUp} % of the steps, then {schedule.Decay}");

    private static IEnumerable<KeyValue> Data(RunCard card)
    {
        var (plan, length) = (card.Plan, card.Length);
        return
        [
            new("file", $"{plan.Data.Path} ({plan.Data.Format})"),
            new("videos", plan.Videos),
            new("frames", $"{plan.Frames}"),
            new("tokens", $"{Amounts.Count(length.Tokens, "")} an epoch, "
                + $"{Amounts.Share(length.Visual / (double)length.Tokens)} "
                + FormattableString.Invariant($"of them visual; longest sequence {length.Longest}")),
            new("longest allowed", plan.Limit == LengthLimit.None ? "any length"
                : FormattableString.Invariant($"{plan.Limit.Tokens} tokens; a longer pair ")
                    + (plan.Limit.Longer == Longer.Fails ? "fails" : "is dropped")),
            new("spans", plan.Spans == SpanSource.File ? "as the file marks them" : "words that differ"),
            .. plan.HoldOut is { } held ? [new("held out", FormattableString.Invariant(
                $"{length.HeldOut} pairs, those about one clip in {held.Fold}"))] : Array.Empty<KeyValue>(),
        ];
    }

    private static IEnumerable<KeyValue> Prediction(Forecast forecast)
    {
        var memory = forecast.Memory;
        (string Name, double Bytes)[] parts =
        [
            ("weights", memory.Weights), ("training", memory.Training), ("activations", memory.Activations),
            ("logits", memory.Logits), ("features", memory.Features), ("reference", memory.Reference),
        ];
        return
        [
            new("time", $"{Amounts.Time(forecast.Time)}: {Amounts.Count(forecast.Operations, "FLOP")} at "
                + $"{Amounts.Count(forecast.Speed, "FLOP/s")}, as the first batch ran forward"),
            new("memory", $"{Amounts.Bytes(memory.Total)} at least: "
                + string.Join(", ", parts.Select(part => $"{part.Name} {Amounts.Bytes(part.Bytes)}"))),
        ];
    }

    private static IEnumerable<KeyValue> Identity(RunCard card) => card.Identity.Components
        .Select(one => new KeyValue(one.Name, Shortened(one.Value))).Append(new("together", card.Identity.Brief));

    private static string Shortened(string value) =>
        value.Length == 64 && value.All(char.IsAsciiHexDigitLower) ? value[..Digits] : value;

    private static IEnumerable<Block> First(ShownPair pair) =>
    [
        new Block.Tokens("prompt", Tone.Plain, pair.Prompt), new Block.Tokens("chosen", Tone.Good, pair.Chosen),
        new Block.Tokens("rejected", Tone.Bad, pair.Rejected),
        new Block.Paragraph(
            "Scored: underlined, or between bars. Marked spans: coloured, or in ⟦ ⟧. The rest is read only."),
    ];

    private static string Name(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
}
