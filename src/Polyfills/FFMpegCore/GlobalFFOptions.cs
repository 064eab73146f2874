namespace FFMpegCore;

/// <summary>The options that a call uses when it is given none. The package's own design: one mutable value.</summary>
public static class GlobalFFOptions
{
    public static FFOptions Current { get; private set; } = new();

    public static void Configure(FFOptions ffOptions) =>
        Current = ffOptions ?? throw new ArgumentNullException(nameof(ffOptions));

    public static void Configure(Action<FFOptions> optionsAction) => optionsAction(Current);

    public static string GetFFMpegBinaryPath(FFOptions? ffOptions = null) => Binary("ffmpeg", ffOptions ?? Current);

    public static string GetFFProbeBinaryPath(FFOptions? ffOptions = null) => Binary("ffprobe", ffOptions ?? Current);

    private static string Binary(string name, FFOptions options)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        var target = Environment.Is64BitProcess ? "x64" : "x86";
        string[] places = [Path.Combine(options.BinaryFolder, target, file), Path.Combine(options.BinaryFolder, file)];
        return places.FirstOrDefault(File.Exists) ?? file;
    }
}
