using Atom.OAuth.AspNetCore.Benchmarks;

// attach [rounds]   what a cached token costs on a request, in 400 rounds by default
// attach-server     what it calls
// refresh [count]   so many connections refreshed by three processes on PostgreSQL, 10,000 by default
// refresh-worker    one of the three
return args switch
{
    ["attach"] => await AttachBenchmark.RunAsync(400),
    ["attach", string rounds] => await AttachBenchmark.RunAsync(int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture)),
    ["attach-server"] => await AttachBenchmark.ServeAsync(),
    ["refresh"] => await RefreshBenchmark.RunAsync(10_000),
    ["refresh", string count] => await RefreshBenchmark.RunAsync(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)),
    ["refresh-worker", string settings] => await RefreshBenchmark.WorkAsync(settings),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("attach [rounds] | refresh [count]");
    return 1;
}
