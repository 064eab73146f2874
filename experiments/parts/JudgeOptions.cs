using System.CommandLine;
using Kit.Data.Storage;
using Kit.Evaluate.Judging;
using Kit.Pipelines.Recipes;

namespace Experiments;

/// <summary>Who judges open text: a model behind an OpenAI-compatible endpoint, or the checkpoint itself.</summary>
public sealed class JudgeOptions
{
    private const string Self = "self", Key = "KIT_JUDGE_KEY";

    public Option<string?> Judge { get; } = new("--judge")
    {
        Description = $"{Self}, or an OpenAI-compatible endpoint; its key: {Key}.",
    };

    public Option<string?> Model { get; } = new("--judge-model")
    {
        Description = "As the endpoint names it, version included.",
    };

    public IReadOnlyList<Option> All => [Judge, Model];

    public void AddTo(RootCommand root)
    {
        foreach (var option in All) root.Options.Add(option);
    }

    /// <summary>Whether the checkpoint judges itself.</summary>
    public bool IsSelf(ParseResult told) => told.GetValue(Judge) == Self;

    /// <summary>The endpoint as an author; null where none is named.</summary>
    /// <param name="told">The command line.</param>
    /// <param name="folder">What it said is kept there.</param>
    public Author? Endpoint(ParseResult told, string folder)
    {
        if (told.GetValue(Judge) is not { } address || address == Self)
        {
            Unread.Refuse(told, [Model], "an endpoint by --judge beside it, got none. Name its address");
            return null;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) throw new ArgumentException(
            $"--judge: expected {Self} or an address such as http://localhost:8000/v1, got {address}. Correct it.");
        var name = told.GetValue(Model) ?? throw new ArgumentException(
            "--judge-model: expected the model's name at the endpoint, got none. Name it.");
        return Author.From(Generator.From(new Endpoint(uri, name)
            .Judge(Environment.GetEnvironmentVariable(Key) ?? "").Cached(new Cache(Path.Combine(folder, "cache")))));
    }
}
