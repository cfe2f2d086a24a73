using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>What tells that the callback signs a person in. Every entry has a test.</summary>
internal static class SignInWords
{
    /// <summary>Calls that sign a person in.</summary>
    public static readonly NameTable Calls = new(
        "Sign In", "Signin", "Generate Jwt", "Create Jwt", "Build Jwt", "Issue Jwt", "Generate Token", "Issue Token", "Set Auth Cookie",
        "Generate Access Token", "Create Ticket", "External Login", "Login User", "Generate Auth Token", "Make Jwt", "Jwt Token",
        "Login With", "Login Oauth", "Log In User", "Login Oauth2", "Login External");

    /// <summary>Calls of those names that make tokens: with the name of a provider in them, they get the provider's.</summary>
    public static readonly NameTable Tokens = new("Generate Token", "Issue Token", "Generate Access Token", "Generate Auth Token");

    /// <summary>Calls of those names that only look into a token: <c>handler.ReadJwtToken(token.IdToken)</c>.</summary>
    public static readonly NameTable Reads = new("^Read", "^Parse", "^Decode");

    /// <summary>
    /// Calls of ASP.NET Core that open a person's session, with a scheme and a principal or with a user and how long: whatever tokens are
    /// kept besides, the person came to sign in.
    /// </summary>
    public static readonly NameTable Sessions = new("^Sign In $", "^Sign In With Claims", "^External Login Sign In");

    /// <summary>Calls that take the token, and no code, and give back who it belongs to.</summary>
    public static readonly NameTable Checks = new("^Authenticate $");

    /// <summary>Types whose objects are made to sign a person in.</summary>
    public static readonly NameTable Types = new(
        "^Claims Identity", "^Claims Principal", "^Authentication Ticket", "^Jwt Security Token $", "^Security Token Descriptor");

    /// <summary>
    /// Providers whose codes install the application for an account of a company: whatever session a callback opens besides, it connects.
    /// </summary>
    public static readonly WordTable Installs = new(WordMatch.Whole, StringComparison.Ordinal, "Shopify");

    /// <summary>Names of callbacks that sign in.</summary>
    public static readonly NameTable Names = new("External Login", "Signin", "Sign In", "Login", "Log In", "Sso", "Register", "Sign Up");
}
