using System.Globalization;
using Atom.OAuth.IntegrationHub.Benchmarks;

// Callbacks at a fixed rate against the hub on PostgreSQL, whether or not the hub keeps up; with 'kill' it is killed in the middle and started again:
//   dotnet run -c Release --project benchmarks/Atom.OAuth.IntegrationHub.Benchmarks -- callbacks [rate] [seconds]
//   dotnet run -c Release --project benchmarks/Atom.OAuth.IntegrationHub.Benchmarks -- kill [rate] [seconds]
return args switch
{
    ["callbacks" or "kill", .. string[] numbers] =>
        await LoadBenchmark.RunAsync(Number(numbers, 0, 200), Number(numbers, 1, 30), isKilled: args[0] == "kill"),
    _ => Help(),
};

static int Number(string[] words, int index, int usual) => words.Length > index ? int.Parse(words[index], CultureInfo.InvariantCulture) : usual;

static int Help()
{
    Console.Error.WriteLine("Pass 'callbacks [rate] [seconds]' or 'kill [rate] [seconds]'.");
    return 1;
}
