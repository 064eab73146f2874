using Kit.Data.Datasets;
using Kit.Data.MovingShapes;
using Microsoft.Data.Analysis;
using static TorchSharp.torch;

namespace Kit.Report.Formatters;

/// <summary>Data sets, clips, questions, tensors.</summary>
internal static class DataFormatters
{
    public static IEnumerable<Formatter> All =>
    [
        Formatter.Blocks<ClipFrames>(clip => [new Block.Samples([PairFormatters.Show(clip.Frames, clip.Clip.Id)])]),
        Formatter.Blocks<Question>(question => [new Block.Samples([Asked(question)])]),
        Formatter.Blocks<HallucinationPair>(pair => [new Block.Samples([Asked(pair.Basic), Asked(pair.Hallucinated)])]),
        Formatter.Blocks<Validation>(validation => [new Block.Code($"{validation}")]),
        Formatter.Blocks<Example.Preferred>(example => [new Block.Samples([Preferred(example)])]),
        Formatter.For<Tensor>(TensorView.From),
        Formatter.Blocks<DataFrame>(frame => [Block.From(FrameTable.From(frame))]),
    ];

    private static Sample Asked(Question question) =>
        Sample.From(question.Id, question.Text, new ShownAnswer("answer", question.Truth, Tone.Good));

    private static Sample Preferred(Example.Preferred example) => example.Rejected.Aggregate(
        Sample.From(example.Id, $"{example.Prompt}", ShownAnswer.Chosen(example.Chosen)),
        (sample, rejected) => sample.With(ShownAnswer.Rejected(rejected)));
}
