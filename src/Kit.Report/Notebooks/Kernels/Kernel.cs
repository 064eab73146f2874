namespace Kit.Report.Notebooks.Kernels;

/// <summary>One language's running session: what a cell defines, later cells see.</summary>
internal abstract class Kernel : IDisposable
{
    public abstract Language Language { get; }

    /// <summary>Makes an assembly's types visible to later cells.</summary>
    /// <param name="path">Of its file.</param>
    public abstract void Reference(string path);

    /// <summary>Runs a cell.</summary>
    /// <param name="code">Its text; blank lines stand for what others have read of it.</param>
    /// <param name="place">How errors name it: <c>cell 3</c>.</param>
    /// <returns>The cell's value; null when it has none.</returns>
    /// <exception cref="CellFailure">It did not compile, or threw.</exception>
    public abstract Task<object?> Run(string code, string place);

    /// <summary>The value of that name, with its declared type; null when there is none.</summary>
    public abstract KernelValue? Find(string name);

    /// <summary>Defines a name, by reference.</summary>
    public abstract void Define(string name, KernelValue value);

    public abstract void Dispose();
}
