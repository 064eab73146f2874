using System.Globalization;
using Kit.Report.Notebooks.Kernels;

namespace Kit.Report.Notebooks.Running;

/// <summary>The magic commands: <c>#!share</c>, <c>#!set</c>, <c>#!import</c>, <c>#!time</c>.</summary>
internal static class Magics
{
    private const int DeepestImport = 8;

    /// <exception cref="CellFailure">An unknown command or option, or what it asks for is not there; with its
    /// line.</exception>
    public static async Task<object?> Run(NotebookSession session, CellStep.Magic magic, string place)
    {
        try
        {
            return magic.Name switch
            {
                "share" => Share(session, magic),
                "set" => Set(session, magic),
                "import" => await Import(session, magic, place),
                "time" => Time(session, magic, place),
                var name => throw new CellFailure("MagicError", $"#!{name}: expected one of [share, set, import, time] "
                    + "or a language, got another command. Delete the line, or say it in code."),
            };
        }
        catch (CellFailure failure) when (failure.Trace.Count == 0)
        {
            throw new CellFailure(failure.Name, failure.Message, CellTrace.At(place, magic.Line));
        }
    }

    /// <summary><c>#!share --from csharp name [--as other]</c>, into the language of the cell.</summary>
    private static object? Share(NotebookSession session, CellStep.Magic magic)
    {
        Check(magic, "from", "as", "byref");
        if (magic.Words["from"] is not { } from || magic.Words.Free is not [var name])
            throw Misused("#!share", "--from LANGUAGE NAME", magic);
        Define(session, magic, magic.Words["as"] ?? name, Value(session, from, name));
        return null;
    }

    /// <summary><c>#!set --name n --value @csharp:x</c>, <c>@input:p</c> or text.</summary>
    private static object? Set(NotebookSession session, CellStep.Magic magic)
    {
        Check(magic, "name", "value", "byref");
        if (magic.Words["name"] is not { Length: > 0 } name || magic.Words["value"] is not { } value)
            throw Misused("#!set", "--name NAME --value VALUE", magic);
        Define(session, magic, name, value.TrimStart('@').Split(':', 2) is [var from, var source] && value[0] == '@'
            ? from == "input" ? Input(session, source) : Value(session, from, source)
            : new KernelValue(value, typeof(string)));
        return null;
    }

    private static void Define(NotebookSession session, CellStep.Magic magic, string name, KernelValue value) =>
        session.Kernel(magic.Language).Define(name, value.Checked(name));

    private static KernelValue Value(NotebookSession session, string from, string name) =>
        session.Kernel(Language.Named(from)).Find(name) ?? throw new CellFailure("ShareError",
            $"{name}: expected a value of {from}, got none of that name. Run the cell that defines it first.");

    private static KernelValue Input(NotebookSession session, string name) =>
        session.Parameters.FirstOrDefault(one => one.Name == name) is { } given ? new(given.Value, typeof(string))
            : throw new CellFailure("InputError", $"@input:{name}: expected a value, got none, and nobody can be asked."
                + $" Pass --param {name}=VALUE.");

    /// <summary><c>#!import file</c>: its code cells, as if they stood here.</summary>
    private static async Task<object?> Import(NotebookSession session, CellStep.Magic magic, string place)
    {
        Check(magic);
        if (magic.Words.Free is not [var file]) throw Misused("#!import", "FILE", magic);
        if (place.Split('›').Length > DeepestImport) throw new CellFailure("ImportError",
            $"#!import {file}: expected at most {DeepestImport} files that import each other, got more. "
            + "Break the circle.");
        object? value = null;
        foreach (var (cell, i) in Read(session, file).Cells.Select((cell, i) => (cell, i)))
            if (cell.Language != Language.Markdown)
                value = await session.Execute(cell, string.Create(CultureInfo.InvariantCulture,
                    $"{place} › {Path.GetFileName(file)} {i + 1}"));
        return value;
    }

    private static Notebook Read(NotebookSession session, string file)
    {
        try
        {
            return Notebook.Read(Path.GetFullPath(file, session.Folder));
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CellFailure("ImportError", error.Message);
        }
    }

    /// <summary><c>#!time</c>: how long the cell took, for the terminal and not for the notebook.</summary>
    private static object? Time(NotebookSession session, CellStep.Magic magic, string place)
    {
        Check(magic);
        session.Timed(place);
        return null;
    }

    private static void Check(CellStep.Magic magic, params string[] known)
    {
        if (magic.Words.Unknown(known) is { } option) throw new CellFailure("MagicError",
            $"#!{magic.Name} --{option}: expected one of [{string.Join(", ", known.Select(one => "--" + one))}], got "
            + "another option. Values are shared by reference, without media types.");
    }

    private static CellFailure Misused(string magic, string form, CellStep.Magic got) => new("MagicError",
        $"{magic}: expected {form}, got other words ({string.Join(' ', got.Words.Free)}). Correct the line.");
}
