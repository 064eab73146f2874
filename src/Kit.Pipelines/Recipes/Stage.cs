using Kit.Data.Storage;

namespace Kit.Pipelines.Recipes;

/// <summary>One step of a recipe: drafts in, drafts out. A closed family; each draft of it holds its settings.</summary>
/// <remarks>What a stage does depends on its settings, its input and the models of that moment, and on nothing else;
/// these are its provenance.</remarks>
public abstract partial record Stage
{
    private Stage(string name) => Name = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        ? name
        : throw new ArgumentException(
            $"stage: expected a name of letters, digits, - and _, got \"{name}\". It names a folder.");

    /// <summary>Names its folder, its progress and its line of a plan.</summary>
    public string Name { get; }

    /// <summary>perturb, generate, score, select, rewrite, train or sync-reference.</summary>
    internal abstract string Kind { get; }

    /// <summary>The view of its clips that the stage needs; null for none.</summary>
    internal virtual View? Seen => null;

    /// <summary>Version of the stage's own code; raised when the same settings come to give other rows.</summary>
    private const string Code = "1";

    /// <summary>All that the stage's output depends on, its input aside.</summary>
    internal abstract IEnumerable<Component> Settings(Standing standing);

    /// <summary>What handling so many drafts of so many clips takes at most.</summary>
    internal abstract Cost Price(int drafts, int clips);

    /// <summary>How the drafts are handled.</summary>
    internal abstract Work Open(Standing standing);

    /// <summary>The fingerprint under which the stage's output stands.</summary>
    internal Fingerprint Provenance(Standing standing) => Fingerprint.From(
        [new("stage", $"{Kind} {Name}"), new("code", Code), new("drafts", standing.Digest), .. Settings(standing)]);
}
