namespace Atom.OAuth.Testing;

/// <summary>The global usings of all samples.</summary>
internal static class SampleUsings
{
    /// <summary>Does not contain Newtonsoft.Json, because its names conflict with System.Text.Json.</summary>
    public const string Common = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net;
        global using System.Net.Http;
        global using System.Net.Http.Headers;
        global using System.Net.Http.Json;
        global using System.Text;
        global using System.Text.Json;
        global using System.Text.Json.Nodes;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;
}
