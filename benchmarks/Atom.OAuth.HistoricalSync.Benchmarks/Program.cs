using Atom.OAuth.HistoricalSync.Benchmarks;

// What a backfill costs, on a PostgreSQL server that this program starts itself:
//   dotnet run -c Release --project benchmarks/Atom.OAuth.HistoricalSync.Benchmarks -- scale [connections] [tenants]
//   dotnet run -c Release --project benchmarks/Atom.OAuth.HistoricalSync.Benchmarks -- recovery [rounds]
return args switch
{
    ["worker", .. string[] worker] => await BenchmarkWorker.RunAsync(worker),
    ["scale", .. string[] scale] => await Scale.RunAsync(Number(scale, 0, 10_000), Number(scale, 1, 100)),
    ["recovery", .. string[] recovery] => await Recovery.RunAsync(Number(recovery, 0, 10)),
    _ => Help(),
};

static int Number(string[] words, int index, int usual)
    => words.Length > index ? int.Parse(words[index], System.Globalization.CultureInfo.InvariantCulture) : usual;

static int Help()
{
    Console.Error.WriteLine("Pass 'scale [connections] [tenants]' or 'recovery [rounds]'.");
    return 1;
}
