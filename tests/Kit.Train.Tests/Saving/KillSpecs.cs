using System.Diagnostics;
using System.Globalization;
using Kit.Train.Saving;

namespace Kit.Train.Tests.Saving;

/// <summary>Processes that end without warning, and disks that end without warning.</summary>
public sealed class KillSpecs : IDisposable
{
    private const int Kills = 20;

    private readonly string root = Directory.CreateTempSubdirectory("kit-kill-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>Each life is killed (SIGKILL) some saves after it began, at any moment of a step or of a save.</summary>
    [Fact]
    public async Task Twenty_kills_later_the_weights_are_those_of_a_run_that_was_left_alone()
    {
        var (alone, killed) = (Path.Combine(root, "alone"), Path.Combine(root, "killed"));
        using var undisturbed = Child.Start(alone);
        var whole = undisturbed.Run();
        var random = Pcg.From(1);
        var saved = 0;
        var next = Child.Start(killed);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = next;
            next = Child.Start(killed);                                                    // gets ready meanwhile
            saved = await child.KillAfter(saves: random.Below(6), TimeSpan.FromMilliseconds(random.Below(30)), saved);
            Assert.All(Checkpoints.In(killed), folder => Checkpoints.Read(folder));         // what has a name is whole
        }

        using (next) Assert.Equal(0, await next.Run());
        Assert.Equal(0, await whole);
        Assert.InRange(saved, 20, KilledRun.Steps - 1);
        Assert.Equal(File.ReadAllBytes(Path.Combine(alone, KilledRun.Final)), File.ReadAllBytes(Path.Combine(killed, KilledRun.Final)));
        Assert.DoesNotContain(Directory.EnumerateDirectories(killed), d => d.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private sealed class Child : IDisposable
    {
        private readonly Process process;

        private Child(Process process) => this.process = process;

        /// <summary>Starts a run on a folder and lets it get ready.</summary>
        public static Child Start(string folder, string? shell = null)
        {
            var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
            string[] command = [host, "exec", typeof(KilledRun).Assembly.Location, folder];
            var info = new ProcessStartInfo(shell is null ? command[0] : "bash", shell is null ? command[1..]
                : ["-c", $"{shell}; exec \"$@\"", "bash", .. command])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true,
            };
            return new(Process.Start(info)!);
        }

        /// <summary>Lets it run to its end.</summary>
        public async Task<int> Run()
        {
            process.StandardInput.WriteLine();
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode;
        }

        /// <summary>Lets it run, kills it, and gives the last step that was saved.</summary>
        /// <param name="saves">That it tells of before.</param>
        /// <param name="moment">After the last of them.</param>
        /// <param name="before">The last step that an earlier life told of: this one must not begin earlier.</param>
        public async Task<int> KillAfter(int saves, TimeSpan moment, int before)
        {
            Assert.Equal("ready", process.StandardOutput.ReadLine());
            process.StandardInput.WriteLine();
            var step = Step("from");
            Assert.InRange(step, before, KilledRun.Steps);
            for (var save = 0; save < saves; save++) step = Step("saved");
            await Task.Delay(moment);
            process.Kill();
            await process.WaitForExitAsync();
            Assert.Equal(128 + 9, process.ExitCode);
            foreach (var line in (await process.StandardOutput.ReadToEndAsync()).Split('\n'))
                if (line.StartsWith("saved ", StringComparison.Ordinal)) step = Number(line);
            return step;
        }

        public void Dispose()
        {
            if (!process.HasExited) process.Kill();
            process.Dispose();
        }

        private int Step(string what)
        {
            var line = process.StandardOutput.ReadLine();
            Assert.StartsWith(what, line, StringComparison.Ordinal);
            return Number(line!);
        }

        private static int Number(string line) => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
