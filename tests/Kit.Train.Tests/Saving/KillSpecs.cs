using System.Diagnostics;
using System.Globalization;
using Kit.Train.Saving;

namespace Kit.Train.Tests.Saving;

/// <summary>Processes that end without warning, and disks that end without warning.</summary>
public sealed class KillSpecs(KillSpecs.Undisturbed alone) : IClassFixture<KillSpecs.Undisturbed>, IDisposable
{
    private const int Kills = 20;

    private readonly string root = Directory.CreateTempSubdirectory("kit-kill-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>Each life is killed (SIGKILL) some saves after it began, at any moment of a step or of a save. It waits
    /// after two more, so that no life comes to the end however late its killer is.</summary>
    [Fact]
    public async Task Twenty_kills_later_the_weights_are_those_of_a_run_that_was_left_alone()
    {
        var (random, saved, next) = (Pcg.From(1), 0, Child.Start(root));
        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = next;
            next = Child.Start(root);                                                      // gets ready meanwhile
            saved = await child.KillAfter(saves: random.Below(3), TimeSpan.FromMilliseconds(random.Below(12)), saved);
            Assert.All(Checkpoints.In(root), folder => Checkpoints.Read(folder));         // what has a name is whole
        }

        Assert.InRange(saved, 10, KilledRun.Steps - 1);
        await Finish(next);
    }

    /// <summary>No file may grow beyond 32 KiB, which the log does at some step: what a full disk does.</summary>
    [Fact]
    public async Task A_full_disk_is_told_and_the_run_goes_on_from_the_last_good_checkpoint_when_there_is_room()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var full = Child.Start(root, "trap '' XFSZ; ulimit -f 32; export DOTNET_EnableWriteXorExecute=0");
        var (code, said) = await full.Run();
        var last = Checkpoints.In(root)[0];
        Assert.Equal(3, code);
        Assert.InRange(Checkpoints.Read(last).State.Step, 5, KilledRun.Steps - 1);
        var failed = Path.Combine(root, $"checkpoint-{Checkpoints.Read(last).State.Step + 1}");
        Assert.Contains($"{failed}: expected room and leave to write a checkpoint, got ", said, StringComparison.Ordinal);
        Assert.Contains($"Make room and run again: it goes on from {last}.", said, StringComparison.Ordinal);
        await Finish(Child.Start(root));
    }

    private async Task Finish(Child last)
    {
        using (last) Assert.Equal(0, (await last.Run()).Code);
        Assert.Equal(alone.Weights, File.ReadAllBytes(Path.Combine(root, KilledRun.Final)));
        Assert.DoesNotContain(Directory.EnumerateDirectories(root), d => d.EndsWith(".tmp", StringComparison.Ordinal));
    }

    /// <summary>The run that nobody interrupts.</summary>
    public sealed class Undisturbed : IAsyncLifetime
    {
        private readonly string folder = Directory.CreateTempSubdirectory("kit-alone-").FullName;

        public byte[] Weights { get; private set; } = [];

        public async Task InitializeAsync()
        {
            using var child = Child.Start(folder);
            Assert.Equal(0, (await child.Run()).Code);
            Weights = await File.ReadAllBytesAsync(Path.Combine(folder, KilledRun.Final));
        }

        public Task DisposeAsync()
        {
            Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        }
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
        public async Task<(int Code, string Said)> Run()
        {
            process.StandardInput.WriteLine();
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, said);
        }

        /// <summary>Lets it run, kills it, and gives the last step that was saved.</summary>
        /// <param name="saves">That it tells of before.</param>
        /// <param name="moment">After the last of them.</param>
        /// <param name="before">The last step that an earlier life told of: this one must not begin earlier.</param>
        public async Task<int> KillAfter(int saves, TimeSpan moment, int before)
        {
            Assert.Equal("ready", process.StandardOutput.ReadLine());
            process.StandardInput.WriteLine(saves + 2);
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
