using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>The places of a model that a <see cref="Lora"/> names.</summary>
internal sealed record LoraSites(
    IReadOnlyList<(string Path, Projection Target)> Targets, IReadOnlyList<(string Path, nn.Module Module)> Saved)
{
    private const int Shown = 5;

    public static LoraSites Find(nn.Module root, Lora lora, Func<string, string>? published)
    {
        var modules = root.named_modules().Select(m => (name: published?.Invoke(m.name) ?? m.name, m.module)).ToArray();
        var matches = modules.Where(m => lora.Targets.Matches(m.name)).ToArray();
        if (lora.Targets is Targets.AllLinear) matches = [.. matches.Where(m => m.module is Projection)];
        var odd = matches.Where(m => m.module is not Projection).Select(m => m.name).ToArray();
        Refuse("LoRA targets", "linear layers alone", odd);
        var targets = matches.Select(m => (m.name, (Projection)m.module)).ToArray();
        if (targets.Length == 0)
            throw new ArgumentException(
                $"LoRA targets: expected a projection that matches {lora.Targets}, got none. "
                + "Name the last part of a module path.");
        var saved = lora.ModulesToSave.Select(name => Find(modules, name)).ToArray();
        var twice = targets.Select(t => t.name).Intersect(saved.Select(s => s.Path)).ToArray();
        Refuse("LoRA targets", "layers that are not saved whole", twice);
        return new LoraSites(targets, saved);
    }

    private static (string Path, nn.Module Module) Find((string name, nn.Module module)[] modules, string end)
    {
        var found = modules.Where(m => new Targets.Named([end]).Matches(m.name)).ToArray();
        if (found.Length != 1)
            throw new ArgumentException(
                $"LoRA modules to save: expected one module named {end}, got {found.Length}. Name one module each.");
        if (found[0].module is not ISwappable)
            Refuse("LoRA modules to save", "modules whose weights can be swapped", [found[0].name]);
        return (found[0].name, found[0].module);
    }

    private static void Refuse(string what, string expected, string[] odd)
    {
        if (odd.Length > 0)
            throw new ArgumentException(
                $"{what}: expected {expected}, got {string.Join(", ", odd.Take(Shown))}"
                + $"{(odd.Length > Shown ? $" and {odd.Length - Shown} more" : "")}. Narrow the names.");
    }
}
