using System.Diagnostics;
using System.Globalization;

namespace Kit.Data.Tests.Video;

/// <summary>What ffprobe itself says, asked by the test and not by the code under test; frames are counted by decoding
/// them.</summary>
internal sealed record Ffprobe(bool HasVideo, int Width, int Height, int Rotation, int Frames)
{
    public static Ffprobe Ask(string file)
    {
        const string what = "stream=width,height,nb_read_frames:stream_side_data=rotation";
        var answer = Run("ffprobe", "-v", "error", "-select_streams", "v:0", "-count_frames", "-show_entries", what,
                "-of", "default=noprint_wrappers=1", file)
            .Split('\n').Select(line => line.Split('=')).Where(pair => pair.Length == 2).GroupBy(pair => pair[0])
            .ToDictionary(group => group.Key, group => int.Parse(group.First()[1], CultureInfo.InvariantCulture));
        return new(answer.ContainsKey("width"), answer.GetValueOrDefault("width"), answer.GetValueOrDefault("height"),
            answer.GetValueOrDefault("rotation"), answer.GetValueOrDefault("nb_read_frames"));
    }

    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardInput = true,
        })!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(
            $"{program} {string.Join(' ', arguments)}: exit code {process.ExitCode}.");
    }
}
