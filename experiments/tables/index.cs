#:project ../../src/Kit.Report/Kit.Report.csproj
#:property PublishAot=false

// Every published table that the kit holds as data: the script that reproduces its shape, or why there is none.
//   dotnet run experiments/tables/index.cs

using Kit.Report.Reproductions;

Console.Write(Counterparts.ToTable().ToMarkdown());
