#:project ../src/Kit.Data/Kit.Data.csproj
#:package System.CommandLine@2.0.15
#:property PublishAot=false

// What a training file holds, before anything is trained on it: its format, every record's fate, the first record.
//   dotnet run experiments/validate.cs -- pairs.json --videos DIR
// Exit code 2 when a record does not fit, a clip is missing, or no format fits; then the nearest is named.

using System.CommandLine;
using Kit.Data.Datasets;

var file = new Argument<FileInfo>("file") { Description = "One JSON array of objects, or one object a line." };
var videos = new Option<DirectoryInfo?>("--videos")
{
    Description = "Where its media lie; without it they are not looked for.",
};
var format = new Option<string?>("--format")
{
    Description = $"Leave out to have it found: {string.Join(", ", DatasetFormat.All.Select(one => one.Name))}.",
};
var root = new RootCommand("Validates a file of preference pairs or demonstrations.") { file, videos, format };
root.SetAction(arguments =>
{
    try
    {
        var path = arguments.GetValue(file)!.FullName;
        var data = arguments.GetValue(format) is { } name
            ? new Dataset(path, DatasetFormat.Named(name)) : Dataset.Open(path);
        var media = arguments.GetValue(videos) is { } folder ? new MediaFolder(folder.FullName) : null;
        var validation = Validation.Of(data, media);
        Console.WriteLine(validation);
        return validation.Ledger.Failed == 0 ? 0 : 2;
    }
    catch (Exception refusal) when (refusal is InvalidDataException or ArgumentException or IOException)
    {
        Console.Error.WriteLine(refusal.Message);
        return 2;
    }
});
return root.Parse(args).Invoke();
