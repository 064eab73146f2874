using Kit.Data.Storage;
using Kit.Data.Video;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Benchmarks.Layouts;
using Kit.Evaluate.Files;
using Kit.Evaluate.Judging;
using Kit.Evaluate.Running;
using Kit.Evaluate.Scoring;
using Kit.Pairs;

namespace Kit.Evaluate.Tests.Running;

/// <summary>From question file and real mp4 clips to scores.</summary>
public sealed class RunSpecs(Exported world) : IClassFixture<Exported>
{
    private static BenchmarkResult Result(BenchmarkRun run, RunAnswers answers) => BenchmarkResult.FromAsync(
        run.Benchmark, run.Questions, answers, run.Respondent.Subject, run.Protocol).GetAwaiter().GetResult();

    [Theory]
    [InlineData("mvbench", "mvbench")]
    [InlineData("videohallucer", "videohallucer")]
    [InlineData("tempcompass-multi-choice", "tempcompass/multi-choice.json")]
    [InlineData("tempcompass-yes_no", "tempcompass/yes_no.json")]
    [InlineData("tempcompass-caption_matching", "tempcompass/caption_matching.json")]
    [InlineData("tempcompass-captioning", "tempcompass/captioning.json")]
    public void Every_export_is_read_without_a_fault_and_asked_to_the_end(string benchmark, string questions)
    {
        var run = world.Run(benchmark, Exported.StandIn(), benchmark, Path.Combine(world.Folder, questions));
        var answers = run.Ask();
        Assert.Equal(0, run.Questions.Faults.Count);
        Assert.True(run.Questions.Items.Count >= 3);
        Assert.Equal(run.Questions.Items.Count, answers.Answers.Count);
        var result = Result(run, answers);
        Assert.Equal(run.Questions.Items.Count, result.Scored);
        Assert.InRange(result.Scores.Value, 0, 100);
    }

    [Fact]
    public void The_true_answers_score_full_marks_and_any_others_do_not()
    {
        foreach (var name in new[] { "mvbench", "videohallucer" })
        {
            var benchmark = Exported.Benchmark(name);
            var set = benchmark.Read(Path.Combine(world.Folder, name));
            var run = new BenchmarkRun(benchmark, set, world.Videos, Exported.StandIn(), world.Out("truth"));
            var truth = set.Items.ToDictionary(item => item.Id, item => (string?)item.Truth);
            var result = Result(run, new RunAnswers(truth, Ledger.Empty));
            Assert.Equal(result.Scores.Scale, result.Scores.Value, 1e-9);
        }
    }

    [Fact]
    public void Interrupted_and_resumed_equals_uninterrupted_byte_for_byte()
    {
        var whole = world.Run("whole", Exported.StandIn());
        whole.Ask();
        var asked = 0;
        var cut = world.Run("cut", Exported.StandIn(() =>
        {
            if (++asked == 9) throw new IOException("pulled the plug");
        }));
        Assert.Throws<IOException>(() => cut.Ask());
        var log = Path.Combine(cut.Folder, "answers.jsonl");
        Assert.True(File.ReadAllLines(log).Length is > 0 and < 9);
        File.AppendAllText(log, "{\"id\":\"direction/1\",\"answ");
        world.Run("cut", Exported.StandIn()).Ask();
        Assert.Equal(File.ReadAllText(Path.Combine(whole.Folder, "answers.jsonl")), File.ReadAllText(log));
    }

    [Fact]
    public void What_is_answered_is_not_asked_again()
    {
        world.Run("twice", Exported.StandIn()).Ask();
        var again = world.Run("twice", Exported.StandIn(() => throw new IOException("asked"))).Ask();
        Assert.NotEmpty(again.Answers);
    }

    [Fact]
    public void Cancelled_runs_keep_what_was_answered()
    {
        using var stop = new CancellationTokenSource();
        var run = world.Run("cancelled", Exported.StandIn());
        var told = new Told(step => { if (step.Done == 2) stop.Cancel(); });
        Assert.ThrowsAny<OperationCanceledException>(() => run.Ask(told, stop.Token));
        Assert.NotEmpty(AnswerLog.Read(run.Folder));
        Assert.Equal(run.Questions.Items.Count, run.Ask().Answers.Count);
    }

    [Fact]
    public void Shards_merge_to_one_run()
    {
        var whole = world.Run("one", Exported.StandIn());
        whole.Ask();
        for (var shard = 2; shard >= 0; shard--)
            (world.Run("three", Exported.StandIn()) with { Shard = new Shard(shard, 3) }).Ask();
        var (one, three) = (AnswerLog.Read(whole.Folder), AnswerLog.Read(world.Out("three")));
        Assert.Equal(one.OrderBy(a => a.Key), three.OrderBy(a => a.Key));
        Assert.Equal(3, Directory.GetFiles(world.Out("three"), "answers-*-of-3.jsonl").Length);
        Assert.Equal(
            Result(whole, new RunAnswers(one, Ledger.Empty)).Scores, Result(whole, new RunAnswers(three,
                Ledger.Empty)).Scores);
    }

    [Fact]
    public void Another_prompt_or_model_in_the_same_folder_is_refused_by_name()
    {
        var run = world.Run("conditions", Exported.StandIn());
        run.Ask();
        var other = run with { Benchmark = run.Benchmark.With(new Prompt("{question}")) };
        Assert.Contains("prompt", Assert.Throws<InvalidDataException>(() => other.Ask()).Message,
            StringComparison.Ordinal);
        var trained = run with { Respondent = run.Respondent with { Subject = new Subject("stand-in", "other") } };
        Assert.Contains("weights", Assert.Throws<InvalidDataException>(() => trained.Ask()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_undecodable_videos_are_named_item_by_item_and_left_out()
    {
        var videos = Directory.CreateDirectory(Path.Combine(world.Folder, "damaged")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(world.Folder, "videos")).Order().Skip(1))
            File.Copy(file, Path.Combine(videos, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(videos, "test-00001.mp4"), "no video at all");
        var run = world.Run("damaged", Exported.StandIn()) with { Videos = new VideoFolder(videos) };
        var answers = run.Ask();
        var lost = run.Questions.Items.Where(i => i.Video is "test-00000.mp4" or "test-00001.mp4").ToList();
        Assert.Equal(lost.Select(i => i.Id).Order(), answers.Failed.Entries.Select(e => e.Id).Order());
        Assert.All(answers.Failed.Entries, e => Assert.Contains(".mp4", ((Fate.Failed)e.Fate).Error,
            StringComparison.Ordinal));
        var result = Result(run, answers);
        Assert.Equal(lost.Count, result.Ledger.Failed);
        Assert.Equal(run.Questions.Items.Count - lost.Count, result.Scored);
        Assert.Equal(run.Questions.Items.Count, result.Ledger.Count);
    }

    [Fact]
    public void A_clip_as_a_folder_of_frames_is_asked_about_like_its_video()
    {
        var frames = Directory.CreateDirectory(Path.Combine(world.Folder, "frames")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(world.Folder, "videos")))
        {
            var video = VideoFile.Open(file);
            var shown = video.ReadFrames(Sequence.From(Enumerable.Range(0, video.FrameCount)));
            var clip = Directory.CreateDirectory(Path.Combine(frames, Path.GetFileNameWithoutExtension(file))).FullName;
            for (var n = 0; n < shown.Count; n++) File.WriteAllBytes(Path.Combine(clip, $"{n}.png"), Png.From(shown, n));
        }

        var all = world.Run("videos", Exported.StandIn());
        var run = all with { Questions = all.Questions with { Items = [.. all.Questions.Items.Where(i => i.Segment is null)] } };
        var items = run.Questions.Items.Select(item => item with { Video = Path.GetFileNameWithoutExtension(item.Video) });
        var other = world.Run("frames", Exported.StandIn()) with
        {
            Videos = new VideoFolder(frames), Questions = run.Questions with { Items = [.. items] },
        };
        var (one, two) = (Result(run, run.Ask()), Result(other, other.Ask()));
        Assert.Equal(one.Scores.Scores, two.Scores.Scores);
        Assert.True(one.Scored > 5 && one.Scored == two.Scored, $"{one.Scored} and {two.Scored}");
    }

    [Fact]
    public void A_question_that_the_model_refuses_does_not_take_its_clip_with_it()
    {
        var refused = world.Run("refused", Respondent.From(new Subject("picky", "none"), "none", (_, question) =>
            question.Contains("way",
                StringComparison.Ordinal) ? throw new ArgumentException("unknown word") : "A")).Ask();
        Assert.NotEqual(0, refused.Failed.Count);
        Assert.All(refused.Failed.Entries, e => Assert.Equal("unknown word", ((Fate.Failed)e.Fate).Error));
        Assert.NotEmpty(refused.Answers);
    }

    [Fact]
    public void Broken_records_and_duplicate_ids_are_named_and_the_rest_is_asked()
    {
        var file = Path.Combine(world.Folder, "broken.json");
        File.WriteAllText(file, """
            [{"id": "a", "video_path": "test-00000", "question": "?", "candidates": ["x", "y"], "correct_choice": 0},
             {"id": "a", "video_path": "test-00000", "question": "?", "candidates": ["x", "y"], "correct_choice": 0},
             {"id": "b", "video_path": "test-00000", "candidates": ["x", "y"], "correct_choice": 0},
             {"id": "c", "video_path": "test-00000", "question": "?", "candidates": ["x"], "correct_choice": 7},
             {"id": "d", "video_path": "../store/world", "question": "?", "candidates": ["x"], "correct_choice": 0}]
            """);
        var run = world.Run("broken", Exported.StandIn(), "longvideobench", file);
        Assert.Equal(["a", "d"], run.Questions.Items.Select(i => i.Id));
        Assert.Equal(
            [
                "broken/1: id: expected one of its own, got a for the second time. Correct the record.",
                "broken/2: question: expected text, got no such field. Correct the record.",
                "broken/3: correct_choice: expected 0 to 0, got 7. Correct the record.",
            ],
            run.Questions.Faults.Entries.Select(e => $"{e.Id}: {((Fate.Failed)e.Fate).Error}"));
        var answers = run.Ask();
        Assert.Equal(["a"], answers.Answers.Keys);
        Assert.Contains("leads out of it", Assert.IsType<Fate.Failed>(answers.Failed.Entries[0].Fate).Error,
            StringComparison.Ordinal);
        Assert.Equal(5, Result(run, answers).Ledger.Count);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"a\": 1}")]
    [InlineData("[[[")]
    public void A_file_of_another_kind_is_refused_with_its_name(string content)
    {
        var file = Path.Combine(world.Folder, "other.json");
        File.WriteAllText(file, content);
        Assert.Contains("other", Assert.Throws<InvalidDataException>(
            () => OfficialBenchmarks.LongVideoBench.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_a_clip_shows_other_frames_than_the_whole()
    {
        var seen = new List<double[]>();
        var item = new Item("q", "test-00000.mp4", "?", ["x"], "(A) x", [new("task", "t")]);
        QuestionSet set = new([item, item with { Id = "r", Group = "r", Segment = new(1, 2) }], Ledger.Empty);
        new BenchmarkRun(Exported.Benchmark("mvbench"), set, world.Videos,
            Respondent.From(new Subject("s", "none"), "none", (frames, _) =>
            {
                seen.Add([.. frames.Timestamps]);
                return "A";
            }), world.Out("parts")).Ask();
        Assert.Equal(0, seen[0][0]);
        Assert.All(seen[1], second => Assert.InRange(second, 1, 2));
    }

    [Fact]
    public void Subtitles_are_those_of_the_shown_seconds()
    {
        const string Srt = "1\n00:00:00,000 --> 00:00:01,000\nfirst\n\n"
            + "2\n00:00:01,500 --> 00:00:02,000\n<i>two</i>\nlines\n\n"
            + "3\n00:01:00,000 --> 00:01:02,000\nlate\n";
        Assert.Equal("first\ntwo lines", Subtitles.At(Srt, [0.5, 1.75]));
        Assert.Equal("late", Subtitles.At(Srt.Replace("\n", "\r\n", StringComparison.Ordinal), [61]));
        Assert.Equal("", Subtitles.At(Srt, [1.2]));
    }

    private sealed class Told(Action<RunStep> tell) : IProgress<RunStep>
    {
        public void Report(RunStep value) => tell(value);
    }
}
