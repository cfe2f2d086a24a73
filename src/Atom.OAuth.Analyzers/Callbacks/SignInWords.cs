using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Words that identify a callback that signs a user in. Every entry has a test.</summary>
internal static class SignInWords
{
    /// <summary>Calls that sign a user in.</summary>
    public static readonly NameTable Calls = new(
        "Sign In", "Signin", "Generate Jwt", "Create Jwt", "Build Jwt", "Issue Jwt", "Generate Token", "Issue Token", "Set Auth Cookie",
        "Generate Access Token", "Create Ticket", "External Login", "Login User", "Generate Auth Token", "Make Jwt", "Jwt Token",
        "Login With", "Login Oauth", "Log In User", "Login Oauth2", "Login External");

    /// <summary>Those of the calls that create tokens: if the name contains a provider, they get the provider's tokens.</summary>
    public static readonly NameTable Tokens = new("Generate Token", "Issue Token", "Generate Access Token", "Generate Auth Token");

    /// <summary>Those of the calls that only read a token: <c>handler.ReadJwtToken(token.IdToken)</c>.</summary>
    public static readonly NameTable Reads = new("^Read", "^Parse", "^Decode");

    /// <summary>
    /// Calls of ASP.NET Core that sign a user in, with a scheme and a principal, or with a user and persistence: whatever tokens are stored
    /// as well, the callback is for sign-in.
    /// </summary>
    public static readonly NameTable Sessions = new("^Sign In $", "^Sign In With Claims", "^External Login Sign In");

    /// <summary>Calls that take the token rather than the code, and return its owner.</summary>
    public static readonly NameTable Checks = new("^Authenticate $");

    /// <summary>Variables that hold whom a call has signed in, whatever the name of the call: <c>var user = await HandleAsync(code)</c>.</summary>
    public static readonly NameTable People = new("^User $", "^Profile $", "^User Info $");

    /// <summary>Calls that sign such a person in.</summary>
    public static readonly NameTable CallsForPeople = new("^Handle", "^Log In", "^Login", "^Sign In", "^Authenticate");

    /// <summary>Types of objects created to sign a user in.</summary>
    public static readonly NameTable Types = new(
        "^Claims Identity", "^Claims Principal", "^Authentication Ticket", "^Jwt Security Token $", "^Security Token Descriptor");

    /// <summary>
    /// Providers whose codes install the application for a company's account: even if the callback signs a user in as well, it makes a connection.
    /// </summary>
    public static readonly WordTable Installs = new(WordMatch.Whole, StringComparison.Ordinal, "Shopify");

    /// <summary>Names of callbacks that sign a user in, unless they save a refresh token: ASP.NET Core Identity calls its own like that.</summary>
    public static readonly NameTable Callbacks = new("External Login Callback");

    /// <summary>Words in the names of callbacks that sign a user in.</summary>
    public static readonly NameTable Names = new("External Login", "Signin", "Sign In", "Login", "Log In", "Sso", "Register", "Sign Up");
}
