using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kit.Evaluate;
using Kit.Models;
using static TorchSharp.torch;

namespace Kit.Pipelines.Recipes;

public abstract partial record Generator
{
    /// <summary>A model of the kit; the questions of a clip share one pass over its frames.</summary>
    /// <param name="weights">Hash of weights and adapters.</param>
    /// <param name="interview">How it is asked; every clip must have the same frames and size.</param>
    public static Generator From(string weights, Interview interview) => new Together(
        FormattableString.Invariant(
            $"{weights}, {interview.Template.Name}, {interview.Decoding}, seed {interview.Seed}"),
        interview.Decoding.MaxTokens, interview.ClipsPerBatch, asked => Interviewed(interview, asked));

    /// <summary>A published checkpoint; clips may differ in frames and size.</summary>
    /// <param name="weights">Hash of weights and adapters.</param>
    /// <param name="assistant">How it is asked. Its seed is mixed with each clip and sample.</param>
    public static Generator From(string weights, Assistant assistant) => new Together(
        FormattableString.Invariant(
            $"{weights}, {assistant.Template.Name}, {assistant.Decoding}, seed {assistant.Seed}"),
        assistant.Decoding.MaxTokens, 1, asked => Assisted(assistant, asked));

    private static string[] Interviewed(Interview interview, IReadOnlyList<Inquiry> asked)
    {
        foreach (var one in asked) RequireOneTurn(one, system: false);
        var clips = asked.GroupBy(one => (one.Clip, one.Frames)).ToArray();
        using var scope = NewDisposeScope();
        var features = Pixels.Features(interview.Model, [.. clips.Select(clip => Shown(clip.First()))]);
        var answers = interview.Answer(features, [.. clips.Select(clip => (IReadOnlyList<Asked>)
            [.. clip.Select(one => new Asked(one.Wording.User, Stream(one.Draft, one.Sample)))])]);
        var said = clips.Zip(answers).SelectMany(pair => pair.First.Zip(pair.Second))
            .ToDictionary(object (pair) => pair.First, pair => pair.Second, ReferenceEqualityComparer.Instance);
        return [.. asked.Select(one => said[one])];
    }

    private static string[] Assisted(Assistant assistant, IReadOnlyList<Inquiry> asked)
    {
        var said = new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        foreach (var clip in asked.GroupBy(one => (one.Clip, one.Frames, one.Sample, one.Wording.System)))
        {
            foreach (var one in clip) RequireOneTurn(one, system: true);
            var teller = assistant with
            {
                Seed = Stream(FormattableString.Invariant($"{assistant.Seed} {clip.Key.Clip}"), clip.Key.Sample),
                Template = clip.Key.System.Length > 0
                    ? assistant.Template.WithSystem(clip.Key.System) : assistant.Template,
            };
            var answers = teller.Ask(Shown(clip.First()), [.. clip.Select(one => one.Wording.User)]).Answers;
            foreach (var (one, answer) in clip.Zip(answers)) said[one] = teller.Text(answer[0]);
        }

        return [.. asked.Select(one => said[one])];
    }

    private static Video.Frames Shown(Inquiry one) => one.Frames ?? throw new ArgumentException(
        $"draft {one.Draft}: expected a view of its clip, got text alone. A video model needs a clip.");

    private static void RequireOneTurn(Inquiry one, bool system)
    {
        if (one.Wording.Earlier.Count > 0 || (one.Wording.System.Length > 0 && !system)) throw new ArgumentException(
            $"draft {one.Draft}: expected a user's turn alone, got {(one.Wording.Earlier.Count > 0
                ? "earlier turns" : "a system prompt")}. Say all of it in the user's turn.");
    }

    private static long Stream(string name, int sample) => BinaryPrimitives.ReadInt64LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{sample} {name}"))));
}
